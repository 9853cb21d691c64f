"""Every route by every kind of caller: what comes of it, tried on the running parts.

`python -m tests.rules.access_table` writes `access.tsv` anew. `yes`: it was reached; `no`: 401, 403, or the way to the
sign-in page; `none`: 404, there is no such thing for this caller. Everything that is asked for exists: it belongs to
the column `own`, and the others, who hold one role everywhere, ask for another's thing. `another` holds every role that
`own` holds and has things of their own, `elsewhere` every role in another edition.
"""

import csv
import re
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from flask import Flask
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from chassis.http import auth
from chassis.http.auth import NOBODY, PERSON, PUBLIC, Grant, Identity
from contracts.roles import PEOPLE, SERVICE
from gateway.edge.perimeter import INSIDE
from tests.rules import access_world
from tests.rules.access_world import ELSEWHERE, LEAKS, OWNING, World
from tests.rules.running import SECRET, routes, run_all, some_address

FILE = Path(__file__).with_name("access.tsv")
ANONYMOUS, EXPIRED, WRONG_SCOPE = "anonymous", "expired", "elsewhere"
OWN, ANOTHER = "own", "another"
COLUMNS = (ANONYMOUS, *PEOPLE, SERVICE, EXPIRED, WRONG_SCOPE, OWN, ANOTHER)
YES, NO, NONE = "yes", "no", "none"
ACCOUNTS = {*COLUMNS} - {ANONYMOUS, SERVICE}
"""Who signs in."""
STRANGERS = {ANONYMOUS, EXPIRED, WRONG_SCOPE, ANOTHER}
"""Who may read no name that stands in the world."""
OWNED = {"entry_id", "upload_id", "signup_id", "assignment_id", "message_id", "request_id", "question_id"}
"""Arguments that name a thing of somebody's."""
PART = "application/offset+octet-stream"
JSON = re.compile("^/accounts|/uploads$")
"""Addresses of the gateway that take no form."""
DRAFTS = re.compile("/entries/<[^>]+>/((files/<[^>]+>/)?uploads|team|lead|comments)")
"""Addresses that are about an entry which is still written."""
SHARED: dict[str, dict[str, Any]] = {
    "/editions": {"slug": "e1", "edition": "e1", "key": "preliminary", "version": 1, "name": "t1"},
    "/contests": {"key": "c1"},
    "/organizer/contests": {"key": "c1"},
    "/change-requests": {"slot": "document"},
    "/entries": {"slot": "document", "section": "project", "version": 1},
    "/events": {"slug": "week"},
    "/coordinator/events": {"slug": "week"},
    "/organizer/events": {"slug": "week"},
    "/organizer/dates": {"slug": "e1", "key": "preliminary"},
    "/data": {"name": "notices", "kind": "json"},
    "/files": {"name": "rules.pdf"},
    "/organizer/editions": {"slug": "e1"},
    "/preview": {"slug": "e1", "name": "t1"},
    "/organizer/stages": {"edition": "e1", "key": "preliminary"},
    "/notices": {"slug": "call"},
    "/qr": {"page": "tracks/t1"},
    "/tracks": {"name": "t1"},
    "/volunteer": {"slug": "week"},
    "/published": {"kind": "notice", "slug": "call"},
}
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

    @property
    def owned(self) -> bool:
        """Whether it is about a thing of somebody's."""
        return bool(self.rule.arguments & OWNED) and self.roles != (PUBLIC,)

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
    kept = apps["gateway"].config["WTF_CSRF_METHODS"]
    apps["gateway"].config["WTF_CSRF_METHODS"] = ()  # a refusal is to be about the person, not about the form
    table: Table = {(route.part, route.name): {} for route in every}
    wrong: list[str] = []
    bodies = world.bodies()
    for column in COLUMNS:
        for route, headers in _callers(world, column, every):
            answer = _try(world, route, bodies.get(route.name), headers)
            table[route.part, route.name][column] = _outcome(route, answer)
            wrong += _suspicious(route, column, answer)
            answer.close()
            if route.method != "GET" and answer.status_code < 400:
                world.restore()
        world.restore()
    apps["gateway"].config["WTF_CSRF_METHODS"] = kept
    return table, wrong


def _try(world: World, route: Route, body: Any, headers: dict[str, str]) -> TestResponse:
    client = world.apps[route.part].test_client(use_cookies=False)
    sent: dict[str, Any] = {}
    if route.method == "PATCH" and "upload_id" in route.rule.arguments:
        sent = {"data": b"%PDF", "content_type": PART}
        headers = {**headers, "Upload-Offset": "0"}
    elif route.method != "GET":
        page = route.part == "gateway" and not JSON.search(route.rule.rule)
        sent = {"data" if page else "json": body or {}}
    return client.open(_address(world, route.rule), method=route.method, headers=headers, **sent)


def _address(world: World, rule: Rule) -> str:
    known = dict(world.known)
    known |= next((filled for start, filled in SHARED.items() if rule.rule.startswith(start)), {})
    known |= {"entry_id": known["draft_id"]} if DRAFTS.match(rule.rule) else {}
    known |= {"file_id": known["proof_id"]} if "request_id" in rule.arguments else {}
    filled = {name: known.get(name) for name in rule.arguments - (rule.defaults or {}).keys()}
    if None in filled.values():
        return some_address(rule)
    chosen = {name: UUID(value) if name.endswith("_id") else value for name, value in map(_text, filled.items())}
    return str(rule.build(chosen, append_unknown=False)[1])  # type: ignore[index]  # every argument is given


def _text(item: tuple[str, Any]) -> tuple[str, str]:
    return item[0], str(item[1])


def _callers(world: World, column: str, every: Sequence[Route]) -> Iterator[tuple[Route, dict[str, str]]]:
    """Each route, and the headers to ask it with: signed when they are needed, for they are good for a short while."""
    people = {kind: _account(world, column, judges=kind) for kind in (True, False)} if column in ACCOUNTS else {}
    cookies = {who: access_world.cookie(world.apps, who) for who in {*people.values()}}
    world.keep()
    for route in every:
        who = people.get("assignment_id" in route.rule.arguments)
        browses = route.part == "gateway" and not route.rule.rule.startswith(INSIDE)
        headers = {"Sec-Fetch-Site": "same-origin"} if browses else {}
        if browses and who:
            yield route, {**headers, "Cookie": cookies[who]}
        else:
            yield route, {**headers, **_token(route.part, column, who)}


def _account(world: World, column: str, *, judges: bool) -> UUID:
    """Whoever the column stands for; whose things are asked for are two, for nobody judges an entry of their own."""
    if column == OWN:
        return world.judge if judges else world.team
    if column == ANOTHER:
        return world.another
    roles = PEOPLE if column in {EXPIRED, WRONG_SCOPE} else (column,)
    who = access_world.account(world.apps, roles, ELSEWHERE if column == WRONG_SCOPE else ())
    if column == EXPIRED:
        access_world.expire(world.apps, who)
    return who


def _token(part: str, column: str, who: UUID | None) -> dict[str, str]:
    if column == ANONYMOUS:
        return {}
    person = Identity(who or NOBODY, "某人", _grants(column))
    return {"Authorization": f"Bearer {auth.sign(person, audience=part, secret=SECRET)}"}


def _grants(column: str) -> tuple[Grant, ...]:
    if column == WRONG_SCOPE:
        return tuple(Grant(role, scope) for role in PEOPLE for scope in ELSEWHERE)
    if column == EXPIRED:
        return ()
    return tuple(Grant(role) for role in OWNING) if column in {OWN, ANOTHER} else (Grant(column),)


def _outcome(route: Route, answer: TestResponse) -> str:
    turned_away = answer.status_code == 303 and (answer.location or "").split("?")[0] == "/signin"
    if answer.status_code in {401, 403} or (turned_away and PUBLIC not in route.roles):
        return NO
    return NONE if answer.status_code == 404 else YES


def _suspicious(route: Route, column: str, answer: TestResponse) -> list[str]:
    found = [f"{answer.status_code} {column} {route.name}"] if answer.status_code >= 500 else []
    if column in ACCOUNTS and answer.status_code == 303 and _outcome(route, answer) == NO:
        found.append(f"asked to sign in again {column} {route.name}")
    if column in STRANGERS and not answer.is_streamed:
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
