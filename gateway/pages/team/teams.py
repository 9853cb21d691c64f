"""The team of an entry: its people, inviting, order, removal. `team_places` has what each does for themselves."""

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug import Response

from chassis.http.auth import PERSON, allow
from chassis.http.client import Refused
from chassis.http.errors import NotFound
from contracts.roles import LEADER
from gateway.clients.registration.entries import ENTRIES, Entry
from gateway.clients.registration.teams import TEAMS, TeamLink, TeamMember
from gateway.forms import saving
from gateway.forms.form import Filled
from gateway.forms.saving import SHOWN_AGAIN
from gateway.pages.team import team_forms, team_letters

blp = Blueprint("teams", __name__)
ANSWERED, TOO_SOON = 409, 429
"""How registration refuses what an answer came before, and a letter right after the last one."""


def to_team(entry_id: UUID) -> Response:
    """Back to the page of the team."""
    return redirect(url_for("teams.show", entry_id=entry_id), 303)


@blp.route("/entries/<uuid:entry_id>/team", methods=["GET"])
@allow(PERSON)
def show(entry_id: UUID) -> Response:
    """Who is in the team, what each may do now, and for the leader a form to invite."""
    return _page(ENTRIES.entry(entry_id))


@blp.route("/entries/<uuid:entry_id>/team", methods=["POST"])
@allow(LEADER)
def invite(entry_id: UUID) -> Response:
    """Invite somebody; the next page has the link."""
    form, taken = team_forms.INVITE, team_forms.typed_invitation(team_forms.INVITE)
    if isinstance(taken, Filled):
        return _page(ENTRIES.entry(entry_id), taken)
    made = saving.made(form, saving.sent(form), lambda _typed: TEAMS.invite(entry_id, taken, saving.pressed_key()))
    return _page(ENTRIES.entry(entry_id), made) if isinstance(made, Filled) else _told(entry_id, made)


@blp.route("/entries/<uuid:entry_id>/team/<uuid:place_id>", methods=["GET"])
@allow(LEADER)
def link(entry_id: UUID, place_id: UUID) -> Response:
    """The link of an open invitation, to be copied, shown as a code, sent again or taken back."""
    try:
        return _link_page(entry_id, TEAMS.link(entry_id, place_id))
    except Refused as refused:
        if refused.status != ANSWERED:
            raise
        return to_team(entry_id)  # it was answered meanwhile: who is in says so


@blp.route("/entries/<uuid:entry_id>/team/<uuid:place_id>/invitation", methods=["POST"])
@allow(LEADER)
def invite_again(entry_id: UUID, place_id: UUID) -> Response:
    """Send the invitation again, there or to somewhere else; its link is a new one."""
    taken = team_forms.typed_invitation(team_forms.AGAIN)
    if not isinstance(taken, Filled):
        try:
            return _told(entry_id, TEAMS.invite_again(entry_id, place_id, taken))
        except Refused as refused:
            if refused.status not in {*SHOWN_AGAIN, TOO_SOON}:
                raise
            flash(str(refused.problem["detail"]), "warning")
            return to_team(entry_id)
    return _link_page(entry_id, TEAMS.link(entry_id, place_id), taken)


@blp.route("/entries/<uuid:entry_id>/team/<uuid:place_id>/invitation/removal", methods=["POST"])
@allow(LEADER)
def withdraw(entry_id: UUID, place_id: UUID) -> Response:
    """Take an invitation back."""
    try:
        TEAMS.withdraw(entry_id, place_id)
    except Refused as refused:
        if refused.status != ANSWERED:
            raise
        flash(str(refused.problem["detail"]), "warning")
        return to_team(entry_id)
    flash(_("邀请已撤回，链接不再有效。"), "success")
    return to_team(entry_id)


@blp.route("/entries/<uuid:entry_id>/team/<uuid:place_id>/removal", methods=["GET"])
@allow(LEADER)
def ask_removal(entry_id: UUID, place_id: UUID) -> Response:
    """What removal means, and why it is."""
    return _removal(entry_id, place_id, Filled(team_forms.REMOVAL, {}))


@blp.route("/entries/<uuid:entry_id>/team/<uuid:place_id>/removal", methods=["POST"])
@allow(LEADER)
def remove(entry_id: UUID, place_id: UUID) -> Response:
    """Take somebody out of the team, who is told the reason."""
    form = team_forms.REMOVAL
    made = saving.made(form, saving.sent(form), lambda typed: TEAMS.remove(entry_id, place_id, typed["reason"]))
    if isinstance(made, Filled):
        return _removal(entry_id, place_id, made)
    flash(_("已移出，对方会收到消息和您写的原因。"), "success")
    return to_team(entry_id)


@blp.route("/entries/<uuid:entry_id>/team/<uuid:place_id>/lead", methods=["POST"])
@allow(LEADER)
def offer_lead(entry_id: UUID, place_id: UUID) -> Response:
    """Offer the lead to a member, who has to accept."""
    TEAMS.offer_lead(entry_id, place_id)
    flash(_("已提出移交，对方接受后即由其担任负责人；此前您可以收回。"), "success")
    return to_team(entry_id)


@blp.route("/entries/<uuid:entry_id>/lead/withdrawal", methods=["POST"])
@allow(LEADER)
def keep_lead(entry_id: UUID) -> Response:
    """Take the offer back."""
    TEAMS.keep_lead(entry_id)
    flash(_("已收回移交，您仍是负责人。"), "success")
    return to_team(entry_id)


def _told(entry_id: UUID, made: TeamLink) -> Response:
    """Send what has an address, and go on to the link."""
    if made.address and team_letters.send(made):
        flash(_("邀请已发往 %(address)s。", address=made.address), "success")
    elif made.address:
        flash(_("邀请暂时无法发往 %(address)s，请把下面的链接转给对方。", address=made.address), "warning")
    return redirect(url_for("teams.link", entry_id=entry_id, place_id=made.id), 303)


def _page(entry: Entry, filled: Filled | None = None) -> Response:
    form = team_forms.inviting(entry)
    values = filled.values if filled else {"role": form["role"].choices[0]["key"]} if form else {}
    shown = Filled(form, values, problem=filled.problem if filled else None) if form else None
    text = render_template("team/team.html", entry=entry, filled=shown, counts=team_forms.count)
    return Response(text, filled.status if filled else 200, mimetype="text/html")


def _link_page(entry_id: UUID, found: TeamLink, filled: Filled | None = None) -> Response:
    filled = filled or Filled(team_forms.AGAIN, {"contact": found.address})
    facts = {"entry_id": entry_id, "link": found, "path": team_letters.path_of(found)}
    return saving.page("team/team_link.html", filled, **facts)


def _removal(entry_id: UUID, place_id: UUID, filled: Filled) -> Response:
    entry = ENTRIES.entry(entry_id)
    return saving.page("team/team_removal.html", filled, entry=entry, place=_place(entry, place_id))


def _place(entry: Entry, place_id: UUID) -> TeamMember:
    found = next((one for one in entry.team if one.id == place_id and "remove" in one.may), None)
    if found is None:
        raise NotFound
    return found
