"""Tokens are believed only when they are ours, for us, and fresh; every view decides by role."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import jwt
import pytest
from flask import Flask

from chassis import clock
from chassis.http import auth
from chassis.http.auth import ANONYMOUS, PERSON, PUBLIC, Grant, Identity, allow, identity, sign, verify
from chassis.http.errors import Unauthenticated
from chassis.storage.ids import new_id
from contracts.scopes import EDITION, Scope

SECRET = "a secret that is long enough for tests"
LEADER = Identity(new_id(), "林晓", (Grant("leader", "edition:xm5g-4"), Grant("volunteer")), "en")
NOW = datetime(2026, 1, 1, tzinfo=UTC)


def claims(**changed: Any) -> dict[str, Any]:
    with clock.frozen(NOW):
        token = sign(LEADER, audience="judging", secret=SECRET)
    return jwt.decode(token, options={"verify_signature": False}) | changed


def test_identity_survives_the_journey() -> None:
    with clock.frozen(NOW):
        assert verify(sign(LEADER, audience="judging", secret=SECRET), audience="judging", secret=SECRET) == LEADER


@pytest.mark.parametrize(
    "changed",
    [
        {"aud": "notify"},
        {"iss": "somebody"},
        {"exp": NOW},
        {"exp": None},
        {"exp": "soon"},
        {"sub": "not a uuid"},
        {"sub": None},
        {"grants": None},
        {"grants": [["organizer"]]},
        {"grants": 7},
    ],
)
def test_token_that_says_anything_else_is_refused(changed: dict[str, Any]) -> None:
    token = jwt.encode({k: v for k, v in claims(**changed).items() if v is not None}, SECRET, "HS256")
    with clock.frozen(NOW), pytest.raises(Unauthenticated):
        verify(token, audience="judging", secret=SECRET)


@pytest.mark.parametrize(
    "forged",
    [
        lambda: jwt.encode(claims(), "another secret that is long enough", "HS256"),
        lambda: jwt.encode(claims(), SECRET * 2, "HS512"),
        lambda: jwt.encode(claims(), None, "none"),
        lambda: "",
        lambda: "a.b.c",
        lambda: "é.é.é",
    ],
)
def test_token_that_is_not_ours_is_refused(forged: Callable[[], str]) -> None:
    token = forged()
    with clock.frozen(NOW), pytest.raises(Unauthenticated):
        verify(token, audience="judging", secret=SECRET)


def test_token_is_good_for_a_minute_by_our_clock() -> None:
    with clock.frozen(NOW):
        token = sign(LEADER, audience="judging", secret=SECRET)
    with clock.frozen(NOW + timedelta(seconds=59)):
        verify(token, audience="judging", secret=SECRET)
    with clock.frozen(NOW + timedelta(seconds=60)), pytest.raises(Unauthenticated):
        verify(token, audience="judging", secret=SECRET)


@pytest.mark.parametrize(
    ("role", "scope", "held"),
    [
        ("leader", None, True),
        ("leader", "edition:xm5g-4", True),
        ("leader", "edition:other", False),
        ("leader", "*", False),
        ("volunteer", None, True),
        ("volunteer", "event:anything", True),
        ("volunteer", "*", True),
        ("organizer", None, False),
        ("organizer", "*", False),
    ],
)
def test_role_is_held_within_its_scope(role: str, scope: str | None, held: bool) -> None:
    assert LEADER.has(role, scope) is held
    assert LEADER.has_any((role, "nothing"), scope) is held


def test_scopes_of_a_role_are_those_of_its_grants() -> None:
    assert LEADER.scopes("leader") == {"edition:xm5g-4"}
    assert LEADER.scopes("leader", "volunteer") == {"edition:xm5g-4", "*"}
    assert LEADER.scopes("organizer") == set()


@pytest.fixture
def app(make_app: Callable[..., Flask]) -> Flask:
    app = make_app(secret=SECRET)
    app.add_url_rule("/mine", "mine", allow("leader", "judge")(lambda: identity().name))
    app.add_url_rule("/whole", "whole", allow("judge", everywhere=True)(lambda: identity().name))
    below = allow("judge", within=EDITION)(lambda **_address: identity().name)
    app.add_url_rule("/editions/<slug>", "below", below)
    app.add_url_rule("/editions/<edition>/by-name", "named", below)
    app.add_url_rule("/own", "own", allow(PERSON)(lambda: identity().name))
    app.add_url_rule("/open", "open", allow(PUBLIC)(lambda: str(identity() is ANONYMOUS)))
    return app


def status(app: Flask, *grants: Grant, path: str = "/mine", who: UUID | None = None) -> int:
    token = sign(Identity(who or new_id(), "某人", grants), audience="registration", secret=SECRET)
    return app.test_client().get(path, headers={"Authorization": f"Bearer {token}"}).status_code


def test_view_is_open_to_its_roles_alone(app: Flask) -> None:
    assert status(app, Grant("judge")) == 200
    assert status(app, Grant("leader", "edition:any")) == 200
    assert status(app, Grant("organizer")) == 403
    assert status(app) == 403
    assert app.test_client().get("/mine").status_code == 401


def test_view_of_what_belongs_to_no_scope_asks_for_the_role_everywhere(app: Flask) -> None:
    assert status(app, Grant("judge"), path="/whole") == 200
    assert status(app, Grant("judge", "edition:any"), path="/whole") == 403


def test_view_below_an_edition_asks_for_the_role_there(app: Flask) -> None:
    for path in ("/editions/one", "/editions/one/by-name"):
        assert status(app, Grant("judge", Scope.edition("one")), path=path) == 200
        assert status(app, Grant("judge"), path=path) == 200
        assert status(app, Grant("judge", Scope.edition("other")), path=path) == 403
        assert status(app, Grant("judge", Scope.event("one")), path=path) == 403
        assert status(app, Grant("leader", Scope.edition("one")), path=path) == 403
        assert app.test_client().get(path).status_code == 401


def test_view_for_every_account_asks_for_no_role(app: Flask) -> None:
    assert status(app, path="/own") == 200
    assert app.test_client().get("/own").status_code == 401
    assert status(app, Grant("service"), path="/own", who=auth.NOBODY) == 403


def test_public_view_is_open_to_strangers(app: Flask) -> None:
    assert app.test_client().get("/open").get_data(as_text=True) == "True"


def test_bad_token_is_refused_even_where_none_is_needed(app: Flask) -> None:
    assert app.test_client().get("/open", headers={"Authorization": "Bearer x"}).status_code == 401


def test_part_that_speaks_for_itself_is_no_person() -> None:
    speaker = auth.service_identity("notify")
    assert speaker.has("service")
    assert not any(speaker.has(role) for role in ("leader", "judge", "organizer", "volunteer"))
