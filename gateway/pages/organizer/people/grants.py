"""One person's roles: what they hold and held, giving and taking."""

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug import Response

from chassis import clock
from chassis.http import auth, request_session
from chassis.http.auth import allow
from chassis.http.privileged_use import personal
from contracts.roles import ADMIN, ORGANIZER, OVERSEEING
from contracts.scopes import EVERYWHERE
from gateway.accounts import consents, grants, people
from gateway.accounts.errors import LastAdministrator
from gateway.clients.calls import sentence
from gateway.pages.organizer.people import scopes

blp = Blueprint("grants", __name__)
TYPED = ("role", "scope", "ends")


@blp.route("/organizer/people/<uuid:account_id>", methods=["GET"])
@allow(*OVERSEEING, ADMIN)
@personal
def person(account_id: UUID) -> str:
    """What the person may do, since when, until when, and who gave it; a form to give more."""
    return _page(account_id, {})


@blp.route("/organizer/people/<uuid:account_id>/grants", methods=["POST"])
@allow(ORGANIZER, ADMIN)
def give(account_id: UUID) -> Response | tuple[str, int]:
    """Give the person a role."""
    typed = {name: request.form.get(name, "").strip() for name in TYPED}
    scope = scopes.chosen(request.form)
    actor = auth.identity()
    errors = scopes.check(typed["role"], scope, scopes.roles_of(actor))
    until = scopes.end_of(typed["ends"], errors)
    try:
        if scope is not None and not errors:
            account = people.find_person(request_session.session(), actor, account_id)
            grants.grant_role(
                request_session.session(), actor, account.id, role=typed["role"], scope=scope, expires_at=until
            )
    except LastAdministrator as refused:
        errors["ends"] = [{"code": refused.code, "message": sentence(refused)}]
    if errors:
        return _page(account_id, typed, errors), 422
    flash(_("已授予角色，立即生效。"), "success")
    return redirect(url_for("grants.person", account_id=account_id), 303)


@blp.route("/organizer/people/<uuid:account_id>/grants/<uuid:grant_id>/revocation", methods=["POST"])
@allow(ORGANIZER, ADMIN)
def take(account_id: UUID, grant_id: UUID) -> Response:
    """Take a role away, from this moment on."""
    try:
        grants.revoke_role(request_session.session(), auth.identity(), grant_id)
        flash(_("已撤销，立即生效。"), "success")
    except LastAdministrator as refused:
        flash(sentence(refused), "danger")
    return redirect(url_for("grants.person", account_id=account_id), 303)


def _page(account_id: UUID, typed: dict[str, str], errors: dict[str, Any] | None = None) -> str:
    actor = auth.identity()
    account = people.find_person(request_session.session(), actor, account_id)
    visible = account.grants
    if not actor.has_any(people.ADMITTED, EVERYWHERE):
        visible = [grant for grant in visible if actor.has_any(people.ADMITTED, grant.scope)]
    givers = people.names_of(request_session.session(), {grant.granted_by for grant in visible if grant.granted_by})
    return render_template(
        "organizer/people/person.html",
        account=account,
        live=[grant for grant in visible if grant.live_at(clock.now())],
        past=[grant for grant in reversed(visible) if not grant.live_at(clock.now())],
        givers=givers,
        roles=scopes.roles_of(actor),
        scopes=scopes.choices(actor),
        names=scopes.names(),
        may_link=grants.may_stand_in(actor, account),
        values=typed,
        errors=errors or {},
        choices=consents.choices(request_session.session(), account.id, actor.locale),
    )
