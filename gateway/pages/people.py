"""People and their roles, for organizers: add somebody, hand out a sign-in link."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import marshmallow
from flask import Blueprint, render_template, request, url_for

from chassis import auth, web
from chassis.auth import allow
from chassis.schemas import field_errors
from contracts.roles import ADMIN, ORGANIZER, OVERSEEING, PEOPLE
from gateway.accounts import actions, grants, sessions
from gateway.accounts.errors import EmailTaken
from gateway.accounts.models import Account
from gateway.accounts.schemas import NewAccount
from gateway.pages import kept
from gateway.security import settings

blp = Blueprint("people", __name__)
PER_PAGE = 50


@blp.route("/organizer/people", methods=["GET"])
@allow(*OVERSEEING, ADMIN, everywhere=True)
def accounts() -> str:
    """Everybody who can sign in, and a form to add a person."""
    typed: dict[str, Any] = dict(kept.given_back() or {})
    typed["roles"] = str(typed.get("roles", "")).split()
    return _page(typed)


@blp.route("/organizer/people", methods=["POST"])
@allow(ORGANIZER, ADMIN, everywhere=True)
def add() -> str | tuple[str, int]:
    """Register a person and show a first sign-in link, once."""
    typed: dict[str, Any] = {name: request.form.get(name, "") for name in ("name", "email", "locale")}
    typed["roles"] = request.form.getlist("roles")
    try:
        person = NewAccount().load(typed)
        grants.require_grantable(auth.identity(), person["roles"])
        account = actions.register_account(web.session(), actor=auth.identity().account_id, **person)
    except marshmallow.ValidationError as invalid:
        return _page(typed, errors=_by_field(invalid)), 422
    except EmailTaken as taken:
        return _page(typed, errors={"email": [{"code": taken.code, "message": taken.body()["detail"]}]}), 409
    return _with_link(account)


@blp.route("/organizer/people/<uuid:account_id>/link", methods=["POST"])
@allow(ORGANIZER, ADMIN, everywhere=True)
def fresh_link(account_id: UUID) -> str:
    """A fresh sign-in link for somebody, shown once."""
    account = actions.find_account(web.session(), account_id)
    grants.require_stand_in(auth.identity(), account)
    return _with_link(account)


def _by_field(invalid: marshmallow.ValidationError) -> dict[str, Any]:
    """The messages of each field; those about one of several choices stand at the field."""
    errors: dict[str, Any] = {}
    for path, messages in field_errors(invalid.messages).items():
        errors.setdefault(path.split(".")[0], []).extend(messages)
    return errors


def _with_link(account: Account) -> str:
    life = timedelta(hours=settings().link_hours)
    token = sessions.create_signin_link(web.session(), account.id, life=life, actor=auth.identity().account_id)
    address = settings().public_url.rstrip("/") + url_for("signin.link", token=token)
    return render_template("organizer/link.html", account=account, address=address, hours=settings().link_hours)


def _page(typed: dict[str, Any], errors: dict[str, Any] | None = None) -> str:
    after = request.args.get("after", type=UUID)
    found = actions.list_accounts(web.session(), after=after, limit=PER_PAGE + 1)
    return render_template(
        "organizer/people.html",
        accounts=found[:PER_PAGE],
        next=found[PER_PAGE - 1].id if len(found) > PER_PAGE else None,
        roles=PEOPLE,
        values=typed,
        errors=errors or {},
    )
