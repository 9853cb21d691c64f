"""Cancelling an outreach event: why, who is affected, and once agreed, everybody is told."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug import Response

from chassis.http import auth
from chassis.http.auth import allow
from chassis.http.client import Refused
from chassis.http.errors import Forbidden
from contracts.roles import ORGANIZER
from contracts.scopes import Scope
from gateway.clients.registration.outreach import OUTREACH, Effects
from gateway.pages.organizer.outreach import affected
from gateway.shell.display import named

blp = Blueprint("event_cancellation", __name__)


@blp.route("/organizer/events/<slug>/cancellation", methods=["GET"])
@allow(ORGANIZER)
def ask(slug: str) -> str:
    """Why the event is cancelled."""
    if not auth.identity().has(ORGANIZER, Scope.event(slug)):
        raise Forbidden
    return _form(slug)


@blp.route("/organizer/events/<slug>/cancellation", methods=["POST"])
@allow(ORGANIZER)
def cancel(slug: str) -> Response | str | tuple[str, int]:
    """Cancel the event; where people signed up, first show who they are and ask once."""
    reason, agreed = request.form.get("reason", ""), request.form.get("agreed", "")
    try:
        if not agreed and (effects := OUTREACH.effects_of_calling_off(slug, reason)).items:
            return _affected(slug, reason, effects)
        OUTREACH.call_off(slug, reason, agreed)
    except Refused as refused:
        if refused.code == "people-affected":
            return _affected(slug, reason, OUTREACH.effects_of_calling_off(slug, reason))
        if refused.status not in {409, 422}:
            raise
        return _form(slug, reason, refused), refused.status
    flash(_("活动已取消，报名者会收到通知。"), "success")
    return redirect(url_for("rosters.show", slug=slug), 303)


def _affected(slug: str, reason: str, effects: Effects) -> str:
    return affected.page(
        effects,
        title=_("取消活动：%(name)s", name=named(effects.items[0], "event")),
        action=url_for("event_cancellation.cancel", slug=slug),
        button=_("确认取消活动并通知"),
        kept={"reason": reason},
        back=url_for("rosters.show", slug=slug),
    )


def _form(slug: str, reason: str = "", refused: Refused | None = None) -> str:
    problem = refused.problem if refused else None
    return render_template(
        "organizer/outreach/cancellation.html", event=OUTREACH.event(slug), reason=reason, problem=problem
    )
