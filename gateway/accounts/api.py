"""JSON API of accounts, for organizers."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from flask import current_app, url_for

from chassis import clock
from chassis.http import auth, request_session
from chassis.http.api import Blueprint
from chassis.http.auth import allow
from chassis.http.idempotency import idempotent
from chassis.http.privileged_use import personal
from contracts.roles import ADMIN, ORGANIZER, OVERSEEING
from gateway.accounts import actions, grants, schemas, sessions
from gateway.accounts.models import Account
from gateway.edge.security import public_address

blp = Blueprint("accounts", __name__, description="Who may sign in")
MOST = 200


@blp.route("/accounts", methods=["GET"])
@allow(*OVERSEEING, ADMIN, everywhere=True)
@personal
@blp.arguments(schemas.AccountQuery, location="query")
@blp.response(200, schemas.AccountList)
def list_accounts(query: dict[str, Any]) -> dict[str, Any]:
    """Accounts in the order they were made."""
    limit = max(1, min(query["limit"], MOST))
    found = actions.list_accounts(request_session.session(), after=query["after"], limit=limit + 1)
    return {"items": found[:limit], "next": found[limit - 1].id if len(found) > limit else None}


@blp.route("/accounts", methods=["POST"])
@allow(ORGANIZER, ADMIN, everywhere=True)
@idempotent
@blp.arguments(schemas.NewAccount)
@blp.response(201, schemas.AccountView)
def register(person: dict[str, Any]) -> Account:
    """Register a person with roles, those that the caller may give."""
    grants.require_grantable(auth.identity(), person["roles"])
    return actions.register_account(request_session.session(), actor=auth.identity().account_id, **person)


@blp.route("/accounts/<uuid:account_id>/signin-links", methods=["POST"])
@allow(ORGANIZER, ADMIN, everywhere=True)
@blp.response(201, schemas.LinkView)
def create_link(account_id: UUID) -> dict[str, Any]:
    """A fresh sign-in link for the account. Shown once."""
    life = timedelta(hours=current_app.extensions["egret_settings"].link_hours)
    actor = auth.identity().account_id
    grants.require_stand_in(auth.identity(), actions.find_account(request_session.session(), account_id))
    token = sessions.create_signin_link(request_session.session(), account_id, life=life, actor=actor)
    return {"url": public_address(url_for("signin.link", token=token)), "expires_at": clock.now() + life}
