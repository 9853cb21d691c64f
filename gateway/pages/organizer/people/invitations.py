"""Invitations: organizers make them and take them back; whoever has the link reads what the role means and accepts."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug import Response

from chassis import clock
from chassis.http import auth, request_session
from chassis.http.auth import PERSON, PUBLIC, Grant, Identity, allow
from chassis.http.privileged_use import personal
from chassis.http.schemas import FieldError
from chassis.words.addresses import email_address
from chassis.words.numbers import whole
from contracts.roles import ADMIN, ORGANIZER, OVERSEEING
from gateway.accounts.people import names_of
from gateway.edge.security import public_address
from gateway.invitations import actions
from gateway.pages.organizer.people import scopes
from gateway.pages.organizer.people.invitation_letters import link_of, send
from gateway.pages.organizer.people.invitation_list import LISTING, read
from gateway.shell import access, unsaved_text
from gateway.shell.display import ROLES

blp = Blueprint("invitations", __name__)
TYPED = ("role", "scope", "ends", "email", "locale", "most", "days")
LONGEST = 90
"""Days an invitation may wait."""
MOST = 1000
"""People one link may admit."""


@blp.route("/organizer/invitations", methods=["GET"])
@allow(*OVERSEEING, ADMIN)
@personal
def listing() -> Response:
    """The invitations made so far with what became of them, and a form to make one."""
    return _page({**(unsaved_text.given_back() or {})})


@blp.route("/organizer/invitations", methods=["POST"])
@allow(ORGANIZER, ADMIN)
def make() -> str | tuple[Response, int]:
    """Make an invitation: sent where an address is given, else shown as a link, once."""
    typed = {name: request.form.get(name, "").strip() for name in TYPED}
    scope, errors = scopes.chosen(request.form), _wrong(typed)
    until = scopes.end_of(typed["ends"], errors)
    errors |= scopes.check(typed["role"], scope, scopes.roles_of(auth.identity()))
    if errors or scope is None:
        return _page(typed, errors), 422
    made, secret = actions.invite(
        request_session.session(),
        auth.identity(),
        role=typed["role"],
        scope=scope,
        expires_at=clock.now() + timedelta(days=int(typed["days"])),
        role_expires_at=until,
        email=email_address(typed["email"]),
        most=int(typed["most"]) if typed["most"] else None,
    )
    link = link_of(secret)
    request_session.session().commit()  # nobody waits for our database while notify takes the message in
    sent = send(made, link, typed["locale"]) if made.email else None
    address = public_address(link)
    return render_template("organizer/people/invitation.html", invitation=made, address=address, sent=sent)


@blp.route("/organizer/invitations/<uuid:invitation_id>/revocation", methods=["POST"])
@allow(ORGANIZER, ADMIN)
def take_back(invitation_id: UUID) -> Response:
    """Take an invitation back; roles that it gave stay."""
    actions.revoke(request_session.session(), auth.identity(), invitation_id)
    flash(_("邀请已撤回，链接不再有效。"), "success")
    return redirect(url_for("invitations.listing"), 303)


@blp.route("/invitations/<secret>", methods=["GET"])
@allow(PUBLIC)
def show(secret: str) -> str:
    """What the role lets one do, before accepting."""
    invitation = actions.look(request_session.session(), secret)
    host = names_of(request_session.session(), [invitation.created_by]).get(invitation.created_by, "")
    here = url_for("invitations.show", secret=secret)
    return render_template(
        "organizer/people/invited.html", invitation=invitation, host=host, here=here, names=scopes.names()
    )


@blp.route("/invitations/<secret>", methods=["POST"])
@allow(PERSON)
def accept(secret: str) -> Response:
    """Take the role."""
    made = actions.accept(request_session.session(), secret, auth.identity().account_id)
    flash(_("已接受邀请，您现在是%(role)s。", role=ROLES[made.role]), "success")
    return redirect(access.home_of(Identity(auth.identity().account_id, "", (Grant(made.role, made.scope),))), 303)


def _wrong(typed: dict[str, str]) -> dict[str, list[dict[str, str]]]:
    errors: dict[str, list[dict[str, str]]] = {}
    if typed["email"] and email_address(typed["email"]) is None:
        errors["email"] = [FieldError("not-an-address", _("邮箱的格式应为 name@example.cn，请检查。")).body()]
    for name, most in (("days", LONGEST), ("most", MOST)):
        if not _counts(typed[name], most) and (typed[name] or name == "days"):
            errors[name] = [FieldError("invalid", _("请填写 1 至 %(most)d 的整数。", most=most)).body()]
    return errors


def _counts(text: str, most: int) -> bool:
    return bool(whole(text, most))


def _page(typed: dict[str, Any], errors: dict[str, Any] | None = None) -> Response:
    actor = auth.identity()
    return LISTING.answer(
        read,
        "organizer/people/invitations.html",
        roles=scopes.roles_of(actor),
        scopes=scopes.choices(actor),
        values=typed,
        errors=errors or {},
    )
