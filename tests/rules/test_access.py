"""Every route says who may call it, and nobody else can."""

import pytest
from flask import Flask

from chassis.http.auth import PERSON, PUBLIC
from contracts.roles import PEOPLE, SERVICE
from contracts.scopes import EDITION, EVENT
from deploy.parts import PARTS, SERVICES
from tests.rules.running import routes, some_address, token

ROLES = {PUBLIC, PERSON, SERVICE, *PEOPLE}


@pytest.mark.parametrize("part", PARTS)
def test_every_route_declares_who_may_call_it(apps: dict[str, Flask], part: str) -> None:
    app = apps[part]
    declared = {
        name: getattr(app.view_functions[rule.endpoint], "allowed_roles", ()) for name, rule in routes(app).items()
    }
    assert [name for name, roles in declared.items() if not roles] == []
    assert {role for roles in declared.values() for role in roles} <= ROLES
    assert [name for name, roles in declared.items() if {PUBLIC, PERSON} & set(roles) and len(roles) > 1] == []


@pytest.mark.parametrize("part", SERVICES)
def test_routes_below_an_edition_or_event_ask_for_a_role_there(apps: dict[str, Flask], part: str) -> None:
    below = {"/editions/<": EDITION, "/events/<": EVENT}
    views = {name: apps[part].view_functions[rule.endpoint] for name, rule in routes(apps[part]).items()}
    asked = {
        name: (kind, getattr(view, "allowed_within", ""))
        for name, view in views.items()
        for address, kind in below.items()
        if name.partition(" ")[2].startswith(address)
        and PUBLIC not in getattr(view, "allowed_roles", ())
        and not getattr(view, "allowed_everywhere", False)
    }
    assert {name: kinds for name, kinds in asked.items() if kinds[0] != kinds[1]} == {}


def guarded(app: Flask) -> list[tuple[str, str, str, set[str]]]:
    """(name, method, address, roles) of every route that is not for everybody."""
    return [
        (name, method, some_address(rule), set(app.view_functions[rule.endpoint].allowed_roles))  # type: ignore[attr-defined]  # see above
        for name, rule in routes(app).items()
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})
        if PUBLIC not in app.view_functions[rule.endpoint].allowed_roles  # type: ignore[attr-defined]  # see above
    ]


@pytest.mark.parametrize("part", SERVICES)
def test_guarded_routes_refuse_strangers(apps: dict[str, Flask], part: str) -> None:
    client = apps[part].test_client()
    answers = {name: client.open(address, method=method) for name, method, address, _ in guarded(apps[part])}
    assert answers
    assert {name: answer.status_code for name, answer in answers.items() if answer.status_code != 401} == {}


@pytest.mark.parametrize("role", [*PEOPLE, SERVICE])
@pytest.mark.parametrize("part", SERVICES)
def test_guarded_routes_refuse_every_other_role(apps: dict[str, Flask], part: str, role: str) -> None:
    client, headers = apps[part].test_client(), token(part, [role])
    refused = {
        name: client.open(address, method=method, headers=headers).status_code
        for name, method, address, roles in guarded(apps[part])
        if role not in roles and (PERSON not in roles or role == SERVICE)
    }
    assert {name: status for name, status in refused.items() if status != 403} == {}


@pytest.mark.parametrize("part", SERVICES)
def test_token_for_another_part_opens_nothing(apps: dict[str, Flask], part: str) -> None:
    client, headers = apps[part].test_client(), token("elsewhere", [*PEOPLE, SERVICE])
    opened = {
        name: client.open(address, method=method, headers=headers).status_code
        for name, method, address, _ in guarded(apps[part])
    }
    assert {name: status for name, status in opened.items() if status != 401} == {}
