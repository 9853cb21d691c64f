"""Every route by every kind of caller: what comes of it, tried on the running parts.

`python -m tests.rules.access_table` writes `access.tsv` anew. `yes`: anything but a refusal; `no`: 401, 403, or the way
to the sign-in page; `hidden`: to somebody whose roles lie elsewhere it does not exist.
"""

import csv
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import repeat
from pathlib import Path
from typing import Any
from uuid import UUID

from flask import Flask
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from chassis.http import auth
from chassis.http.auth import NOBODY, PERSON, PUBLIC, Grant, Identity
from chassis.storage import ids
from contracts.roles import PEOPLE, SERVICE
from gateway.edge.perimeter import INSIDE
from tests.rules import access_world
from tests.rules.access_world import ELSEWHERE, LEAKS, World
from tests.rules.running import SECRET, routes, run_all, some_address

FILE = Path(__file__).with_name("access.tsv")
ANONYMOUS, EXPIRED, WRONG_SCOPE = "anonymous", "expired", "elsewhere"
COLUMNS = (ANONYMOUS, *PEOPLE, SERVICE, EXPIRED, WRONG_SCOPE)
ORDER = (ANONYMOUS, EXPIRED, WRONG_SCOPE, *PEOPLE, SERVICE)
"""First those who must not change anything."""
YES, NO, HIDDEN = "yes", "no", "hidden"
SHARED = {"/editions": {"slug": "e1"}, "/events": {"slug": "week"}, "/organizer/publish": {"name": "edition"}}
"""Arguments whose meaning depends on the address."""
Table = dict[tuple[str, str], dict[str, str]]


@dataclass(frozen=True)
class Route:
    """One method of one address."""

    part: str
    name: str
    method: str
    rule: Rule
    roles: tuple[str, ...]

    def declared(self, column: str) -> bool:
        """Whether somebody who holds this role everywhere is let in, by what the route declares."""
        if PUBLIC in self.roles:
            return True
        if column in {ANONYMOUS, SERVICE} or PERSON not in self.roles:
            return column in self.roles
        return True


def all_routes(apps: Mapping[str, Flask]) -> list[Route]:
    """Every route of every part, in the order of the file."""
    found = [
        Route(part, f"{method} {rule.rule}", method, rule, app.view_functions[rule.endpoint].allowed_roles)  # type: ignore[attr-defined]  # every route has them
        for part, app in apps.items()
        for rule in routes(app).values()
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})
    ]
    return sorted(found, key=lambda route: (route.part, route.rule.rule, route.method))


def exercise(apps: Mapping[str, Flask]) -> tuple[Table, list[str]]:
    """Try every cell; the outcomes, and what went wrong otherwise: failures and names that leaked."""
    world, every = access_world.build(apps), all_routes(apps)
    kept = {"WTF_CSRF_METHODS": apps["gateway"].config["WTF_CSRF_METHODS"]}
    unguarded = {"WTF_CSRF_METHODS": ()}  # a refusal is to be about the person, not about the form
    apps["gateway"].config.update(unguarded)
    table: Table = {(route.part, route.name): {} for route in every}
    wrong: list[str] = []
    bodies = world.bodies()
    for column in ORDER:
        callers = _callers(world, column, every)
        for route in every:
            answer = _try(world, route, bodies.get(route.name), next(callers[route.part]))
            table[route.part, route.name][column] = _outcome(route, answer, column)
            wrong += _suspicious(route, column, answer)
            answer.close()
    apps["gateway"].config.update(kept)
    return table, wrong


def _try(world: World, route: Route, body: Any, headers: dict[str, str]) -> TestResponse:
    client = world.apps[route.part].test_client(use_cookies=False)
    page = route.part == "gateway" and not route.rule.rule.startswith("/accounts")
    sent = {"data" if page else "json": body or {}} if route.method != "GET" else {}
    return client.open(_address(world, route.rule), method=route.method, headers=headers, **sent)


def _address(world: World, rule: Rule) -> str:
    own = next((filled for start, filled in SHARED.items() if rule.rule.startswith(start)), {})
    filled = {name: {**world.known, **own}.get(name) for name in rule.arguments}
    if None in filled.values():
        return some_address(rule)
    chosen = {name: UUID(value) if name.endswith("_id") else value for name, value in map(_text, filled.items())}
    return str(rule.build(chosen, append_unknown=False)[1])  # type: ignore[index]  # every argument is given


def _text(item: tuple[str, Any]) -> tuple[str, str]:
    return item[0], str(item[1])


def _callers(world: World, column: str, every: Sequence[Route]) -> dict[str, Iterator[dict[str, str]]]:
    """Headers for each request to each part, in the order of the routes."""
    found = {part: repeat(_token(part, column)) for part in world.apps if part != "gateway"}
    return {**found, "gateway": iter(_browsers(world, column, [route for route in every if route.part == "gateway"]))}


def _token(part: str, column: str) -> dict[str, str]:
    if column == ANONYMOUS:
        return {}
    who = Identity(NOBODY if column == SERVICE else ids.new_id(), "某人", _grants(column))
    return {"Authorization": f"Bearer {auth.sign(who, audience=part, secret=SECRET)}"}


def _grants(column: str) -> tuple[Grant, ...]:
    if column == WRONG_SCOPE:
        return tuple(Grant(role, scope) for role in PEOPLE for scope in ELSEWHERE)
    return () if column == EXPIRED else (Grant(column),)


def _browsers(world: World, column: str, every: Sequence[Route]) -> list[dict[str, str]]:
    """A session of its own for each request, for some end theirs; of an account of its own where all may be ended."""
    own_page = {"Sec-Fetch-Site": "same-origin"}
    if column in {ANONYMOUS, SERVICE}:
        return [{**own_page, **_token("gateway", column)}] * len(every)
    shared = _person(world, column)
    secrets = iter(access_world.cookies(world.apps, shared, len(every)))
    found = []
    for route in every:
        if route.rule.rule.startswith(INSIDE):
            found.append(_token("gateway", column))
            continue
        alone = route.method != "GET" and route.rule.rule.startswith("/account/")
        secret = access_world.cookies(world.apps, _person(world, column), 1)[0] if alone else next(secrets)
        found.append({**own_page, "Cookie": f"egret_session={secret}"})
    return found


def _person(world: World, column: str) -> UUID:
    roles = PEOPLE if column in {EXPIRED, WRONG_SCOPE} else (column,)
    who = access_world.account(world.apps, roles, ELSEWHERE if column == WRONG_SCOPE else ())
    if column == EXPIRED:
        access_world.expire(world.apps, who)
    return who


def _outcome(route: Route, answer: TestResponse, column: str) -> str:
    turned_away = answer.status_code == 303 and (answer.location or "").split("?")[0] == "/signin"
    if answer.status_code in {401, 403} or (turned_away and PUBLIC not in route.roles):
        return NO
    return HIDDEN if answer.status_code == 404 and column == WRONG_SCOPE else YES


def _suspicious(route: Route, column: str, answer: TestResponse) -> list[str]:
    found = [f"{answer.status_code} {column} {route.name}"] if answer.status_code == 500 else []
    if column in {ANONYMOUS, EXPIRED, WRONG_SCOPE} and not answer.is_streamed:
        found += [f"{name} {column} {route.name}" for name in LEAKS if name in answer.text]
    return found


def written(table: Table) -> str:
    """The file's content."""
    lines = ["\t".join(("part", "route", *COLUMNS))]
    lines += ["\t".join((*route, *(cells[column] for column in COLUMNS))) for route, cells in table.items()]
    return "\n".join(lines) + "\n"


def read() -> Table:
    """The table as it is kept."""
    with FILE.open(encoding="utf-8", newline="") as source:
        rows = csv.DictReader(source, delimiter="\t")
        return {(row["part"], row["route"]): {column: row[column] for column in COLUMNS} for row in rows}


def main() -> None:
    """Write the file anew and say what is suspicious."""
    with tempfile.TemporaryDirectory() as folder:
        table, wrong = exercise(run_all(Path(folder)))
    FILE.write_text(written(table), "utf-8")
    print("\n".join(wrong) or "nothing suspicious")


if __name__ == "__main__":
    main()
