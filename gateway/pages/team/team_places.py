"""What people of a team do for themselves: take the lead, leave, say whether their name is public, comment."""

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug import Response

from chassis.http.auth import PERSON, allow
from gateway.accounts import consent_texts
from gateway.clients.registration.entries import ENTRIES
from gateway.clients.registration.teams import TEAMS
from gateway.edge.security import local_path
from gateway.forms import saving
from gateway.forms.form import Filled
from gateway.pages.team import team_forms
from gateway.pages.team.teams import to_team
from gateway.shell.display import language

blp = Blueprint("team_places", __name__)


@blp.route("/entries/<uuid:entry_id>/lead", methods=["GET"])
@allow(PERSON)
def offer(entry_id: UUID) -> Response:
    """Where an offer of the lead is answered, for whoever was told of one; what became of it where it is over."""
    entry = ENTRIES.entry(entry_id)
    if entry.relation == "leader":
        flash(_("您是这个项目的负责人。"), "info")
    elif not any(one.you and one.lead_offered for one in entry.team):
        flash(_("这次移交已结束：负责人收回了移交，或您已谢绝。负责人是%(name)s。", name=entry.leader.name), "warning")
    return to_team(entry_id)


@blp.route("/entries/<uuid:entry_id>/lead/answer", methods=["POST"])
@allow(PERSON)
def answer_offer(entry_id: UUID) -> Response:
    """Take the lead that is offered, or say no."""
    accept = team_forms.says_yes()
    TEAMS.answer_offer(entry_id, accept=accept)
    flash(_("您现在是项目负责人。") if accept else _("已谢绝，负责人不变，对方会收到消息。"), "success")
    return to_team(entry_id)


@blp.route("/entries/<uuid:entry_id>/team/leaving", methods=["GET"])
@allow(PERSON)
def ask_leaving(entry_id: UUID) -> str | Response:
    """What leaving means."""
    entry = ENTRIES.entry(entry_id)
    return render_template("team/team_leaving.html", entry=entry) if "leave" in entry.may else to_team(entry_id)


@blp.route("/entries/<uuid:entry_id>/team/leaving", methods=["POST"])
@allow(PERSON)
def leave(entry_id: UUID) -> Response:
    """Leave the team."""
    TEAMS.leave(entry_id)
    flash(_("您已退出团队，负责人会收到消息。"), "success")
    return redirect(url_for("entries.mine"), 303)


@blp.route("/entries/<uuid:entry_id>/team/publicity", methods=["POST"])
@allow(PERSON)
def choose_publicity(entry_id: UUID) -> Response:
    """Agree that one's name is published with the entry, or take that back."""
    agrees = team_forms.says_yes()
    version = consent_texts.current(consent_texts.NAME, language()).version
    TEAMS.choose_publicity(entry_id, version if agrees else None)
    flash(
        _("已记录您的同意，可以随时撤回。") if agrees else _("已撤回。此后公布的名单和证书查询不再显示您的姓名。"),
        "success",
    )
    return redirect(local_path(request.form.get("next")) or url_for("teams.show", entry_id=entry_id), 303)


@blp.route("/entries/<uuid:entry_id>/comments", methods=["GET"])
@allow(PERSON)
def comments(entry_id: UUID) -> Response:
    """What advisors and the others of the team wrote, and a form to write."""
    return _comments(entry_id, Filled(team_forms.COMMENT, {}))


@blp.route("/entries/<uuid:entry_id>/comments", methods=["POST"])
@allow(PERSON)
def comment(entry_id: UUID) -> Response:
    """Write a comment."""
    form = team_forms.COMMENT
    made = saving.made(
        form, saving.sent(form), lambda typed: TEAMS.comment(entry_id, typed["text"], saving.pressed_key())
    )
    if isinstance(made, Filled):
        return _comments(entry_id, made)
    flash(request.path, saving.SAVED)
    flash(_("已发出。"), "success")
    return redirect(url_for("team_places.comments", entry_id=entry_id), 303)


def _comments(entry_id: UUID, filled: Filled) -> Response:
    return saving.page("team/comments.html", filled, found=TEAMS.comments(entry_id))
