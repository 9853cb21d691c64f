"""People, for those who give roles: find somebody, add a person, hand out a sign-in link."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, render_template, request, url_for

from chassis.http import auth, request_session
from chassis.http.auth import allow
from chassis.http.privileged_use import personal
from chassis.http.schemas import field_errors
from contracts.roles import ADMIN, ORGANIZER, OVERSEEING
from contracts.scopes import EVERYWHERE, Scope
from gateway.accounts import grants, people, sessions
from gateway.accounts.actions import register_account
from gateway.accounts.errors import EmailTaken
from gateway.accounts.models import Account
from gateway.accounts.schemas import NewAccount
from gateway.edge.security import public_address, settings
from gateway.pages.organizer.people import scopes
from gateway.pages.organizer.people.people_list import LISTING, read
from gateway.shell import unsaved_text

blp = Blueprint("people", __name__)
TYPED = ("name", "email", "locale", "scope", "ends")


@blp.route("/organizer/people", methods=["GET"])
@allow(*OVERSEEING, ADMIN)
@personal
def accounts() -> Response:
    """Everybody who can sign in, found by name, address or role; and a form to add a person."""
    typed: dict[str, Any] = dict(unsaved_text.given_back() or {})
    typed["roles"] = str(typed.get("roles", "")).split()
    return _page(typed)


@blp.route("/organizer/people", methods=["POST"])
@allow(ORGANIZER, ADMIN)
def add() -> str | Response | tuple[Response, int]:
    """Register a person and show a first sign-in link, once."""
    typed: dict[str, Any] = {name: request.form.get(name, "") for name in TYPED}
    typed["roles"] = request.form.getlist("roles")
    known = {name: typed[name] for name in ("name", "email", "locale", "roles")}
    errors = _by_field(NewAccount().validate(known))
    scope, until = scopes.chosen(request.form), scopes.end_of(typed["ends"], errors)
    if scope is None:
        errors["scope"] = [scopes.unknown().body()]
    if errors or scope is None:
        return _page(typed, errors), 422
    try:
        return _with_link(_register(NewAccount().load(known), scope, until))
    except EmailTaken as taken:
        return _page(typed, errors={"email": [{"code": taken.code, "message": taken.body()["detail"]}]}), 409


@blp.route("/organizer/people/<uuid:account_id>/link", methods=["POST"])
@allow(ORGANIZER, ADMIN)
def fresh_link(account_id: UUID) -> str:
    """A fresh sign-in link for somebody, shown once."""
    account = people.find_person(request_session.session(), auth.identity(), account_id)
    grants.require_stand_in(auth.identity(), account)
    return _with_link(account)


def _register(person: dict[str, Any], scope: Scope, until: datetime | None) -> Account:
    actor = auth.identity()
    roles: list[str] = person.pop("roles")
    grants.require_grantable(actor, roles, scope)
    forever = (scope, until) == (EVERYWHERE, None)
    account = register_account(
        request_session.session(), actor=actor.account_id, roles=roles if forever else (), **person
    )
    if not forever:
        _give(account, roles, scope, until)
    return account


def _give(account: Account, roles: list[str], scope: Scope, until: datetime | None) -> None:
    for role in roles:
        grants.grant_role(
            request_session.session(), auth.identity(), account.id, role=role, scope=scope, expires_at=until
        )


def _by_field(invalid: Mapping[str, Any]) -> dict[str, Any]:
    """The messages of each field; those about one of several choices stand at the field."""
    errors: dict[str, Any] = {}
    for path, messages in field_errors(invalid).items():
        errors.setdefault(path.split(".")[0], []).extend(messages)
    return errors


def _with_link(account: Account) -> str:
    life = timedelta(hours=settings().link_hours)
    token = sessions.create_signin_link(
        request_session.session(), account.id, life=life, actor=auth.identity().account_id
    )
    address = public_address(url_for("signin.link", token=token))
    return render_template("organizer/people/link.html", account=account, address=address, hours=settings().link_hours)


def _page(typed: dict[str, Any], errors: dict[str, Any] | None = None) -> Response:
    actor = auth.identity()
    return LISTING.answer(
        read,
        "organizer/people/people.html",
        roles=scopes.roles_of(actor),
        scopes=scopes.choices(actor),
        values=typed,
        errors=errors or {},
    )
