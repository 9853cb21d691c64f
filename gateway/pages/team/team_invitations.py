"""An invitation to a team, for whoever has its link: what it is, signing in on the way, yes or no."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug import Response

from chassis.http.auth import PERSON, PUBLIC, allow
from chassis.http.client import Refused
from gateway.accounts import consent_texts
from gateway.clients.registration.teams import TEAMS, TeamInvitation
from gateway.editions.lookup import edition_of
from gateway.forms.saving import SHOWN_AGAIN
from gateway.pages.team.own_addresses import own_addresses
from gateway.pages.team.team_forms import NotAnswered, says_yes
from gateway.shell.display import language

blp = Blueprint("team_invitations", __name__)


@blp.route("/team/<secret>", methods=["GET"])
@allow(PUBLIC)
def show(secret: str) -> str | Response:
    """Which entry, which role, what becomes public, by when to answer."""
    found = TEAMS.invitation(secret, own_addresses())
    return _to_entry(found) if found.own else _page(found)


@blp.route("/team/<secret>", methods=["POST"])
@allow(PERSON)
def answer(secret: str) -> Response | tuple[str, int]:
    """Join the team, or say no."""
    try:
        if not says_yes():
            TEAMS.decline(secret, own_addresses())
            flash(_("已谢绝邀请，负责人会收到消息。"), "success")
            return redirect(url_for("home.front"), 303)
        joined = TEAMS.confirm(secret, own_addresses(), agreed_text())
    except Refused as refused:
        if refused.status not in {*SHOWN_AGAIN, 403}:
            raise
        return _page(TEAMS.invitation(secret, own_addresses()), refused.problem), refused.status
    except NotAnswered as unsaid:
        return _page(TEAMS.invitation(secret, own_addresses()), unsaid.body()), unsaid.status
    flash(_("您已加入团队。"), "success")
    return _to_entry(joined)


def agreed_text() -> str | None:
    """The text about publishing the name that was read and agreed to; raises TextUnknown for what never was one."""
    version = request.form.get("publicity")
    return consent_texts.text(consent_texts.NAME, version, language()).version if version else None


def _to_entry(found: TeamInvitation) -> Response:
    return redirect(url_for("entries.show", entry_id=found.entry_id), 303)


def _page(found: TeamInvitation, problem: dict[str, object] | None = None) -> str:
    return render_template(
        "team/team_invitation.html",
        invitation=found,
        edition=edition_of(found),
        text=consent_texts.current(consent_texts.NAME, language()),
        problem=problem,
        agreed=bool(request.form.get("publicity")),
    )
