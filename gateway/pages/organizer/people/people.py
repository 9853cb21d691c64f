"""People, for those who give roles: find somebody, add a person, hand out a sign-in link."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import marshmallow
from flask import Blueprint, render_template, request, url_for
from flask_babel import gettext as _

from chassis.http import auth, request_session
from chassis.http.auth import allow
from chassis.http.privileged_use import personal
from chassis.http.schemas import FieldError, field_errors
from contracts.roles import ADMIN, ORGANIZER, OVERSEEING, PEOPLE
from contracts.scopes import EVERYWHERE, Scope
from gateway.accounts import grants, people, sessions
from gateway.accounts.actions import register_account
from gateway.accounts.errors import EmailTaken, EndsInThePast
from gateway.accounts.models import Account
from gateway.accounts.schemas import NewAccount
from gateway.edge.security import public_address, settings
from gateway.pages.organizer.people import scopes
from gateway.shell import unsaved_text

blp = Blueprint("people", __name__)
PER_PAGE = 50
TYPED = ("name", "email", "locale", "scope", "ends")


@blp.route("/organizer/people", methods=["GET"])
@allow(*OVERSEEING, ADMIN)
@personal
def accounts() -> str:
    """Everybody who can sign in, found by name, address or role; and a form to add a person."""
    typed: dict[str, Any] = dict(unsaved_text.given_back() or {})
    typed["roles"] = str(typed.get("roles", "")).split()
    return _page(typed)


@blp.route("/organizer/people", methods=["POST"])
@allow(ORGANIZER, ADMIN)
def add() -> str | tuple[str, int]:
    """Register a person and show a first sign-in link, once."""
    typed: dict[str, Any] = {name: request.form.get(name, "") for name in TYPED}
    typed["roles"] = request.form.getlist("roles")
    try:
        person = NewAccount().load({name: typed[name] for name in ("name", "email", "locale", "roles")})
        return _with_link(_register(person, scopes.chosen(request.form), typed["ends"]))
    except marshmallow.ValidationError as invalid:
        return _page(typed, errors=_by_field(invalid)), 422
    except (EndsInThePast, ValueError):
        return _page(typed, errors={"ends": [FieldError("invalid", _("请填写晚于今天的日期。")).body()]}), 422
    except EmailTaken as taken:
        return _page(typed, errors={"email": [{"code": taken.code, "message": taken.body()["detail"]}]}), 409


@blp.route("/organizer/people/<uuid:account_id>/link", methods=["POST"])
@allow(ORGANIZER, ADMIN)
def fresh_link(account_id: UUID) -> str:
    """A fresh sign-in link for somebody, shown once."""
    account = people.find_person(request_session.session(), auth.identity(), account_id)
    grants.require_stand_in(auth.identity(), account)
    return _with_link(account)


def _register(person: dict[str, Any], scope: Scope | None, ends: str) -> Account:
    actor, until = auth.identity(), scopes.end_of(ends)
    roles: list[str] = person.pop("roles")
    if scope is None:
        raise marshmallow.ValidationError({"scope": [scopes.unknown()]})
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


def _by_field(invalid: marshmallow.ValidationError) -> dict[str, Any]:
    """The messages of each field; those about one of several choices stand at the field."""
    errors: dict[str, Any] = {}
    for path, messages in field_errors(invalid.messages).items():
        errors.setdefault(path.split(".")[0], []).extend(messages)
    return errors


def _with_link(account: Account) -> str:
    life = timedelta(hours=settings().link_hours)
    token = sessions.create_signin_link(
        request_session.session(), account.id, life=life, actor=auth.identity().account_id
    )
    address = public_address(url_for("signin.link", token=token))
    return render_template("organizer/link.html", account=account, address=address, hours=settings().link_hours)


def _page(typed: dict[str, Any], errors: dict[str, Any] | None = None) -> str:
    after, actor = request.args.get("after", type=UUID), auth.identity()
    search, role = request.args.get("q", ""), request.args.get("role", "")
    found = people.list_people(
        request_session.session(),
        actor,
        search=search,
        role=role if role in PEOPLE else "",
        after=after,
        limit=PER_PAGE + 1,
    )
    return render_template(
        "organizer/people.html",
        accounts=found[:PER_PAGE],
        next=found[PER_PAGE - 1].id if len(found) > PER_PAGE else None,
        search=search,
        role=role,
        every_role=PEOPLE,
        roles=scopes.roles_of(actor),
        scopes=scopes.choices(actor),
        names=scopes.names(),
        values=typed,
        errors=errors or {},
    )
