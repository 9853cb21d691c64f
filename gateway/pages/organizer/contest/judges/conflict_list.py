"""What judges declared or recognised, and lifting what does not hold."""

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug import Response

from chassis.http import request_session
from chassis.http.auth import allow
from chassis.http.client import Refused
from chassis.http.privileged_use import personal
from contracts.roles import ORGANIZER, OVERSEEING
from gateway.accounts.people import names_of
from gateway.clients.judging.judges import JUDGES, Conflict
from gateway.clients.service import Page
from gateway.forms.saving import SHOWN_AGAIN
from gateway.lists.asked import Asked
from gateway.lists.columns import Column, state
from gateway.lists.filters import Choice
from gateway.lists.listing import Listing
from gateway.pages.judge.interests import KINDS, SOURCES
from gateway.pages.organizer.edition_filter import OVERSEEN
from gateway.shell.state_words import STATES

blp = Blueprint("conflict_list", __name__)


def _kind(row: Conflict) -> str:
    return str(KINDS[row.kind]) if row.kind else _("因其他原因退出")


def _about(row: Conflict) -> str:
    """The organisation, the entry or the person; a person is named only on the page of the conflict."""
    return row.organisation or row.number or _("参赛人员")


def _states() -> list[tuple[str, str]]:
    return [(key, str(STATES[f"conflict-{key}"][0])) for key in ("active", "lifted")]


LISTING: Listing[Conflict] = Listing(
    name="conflicts",
    title=_l("利害关系与回避"),
    columns=(
        Column(
            "judge",
            _l("评委"),
            lambda row: row.judge,
            head=True,
            link=lambda row: url_for("conflict_list.show", conflict_id=row.id),
        ),
        Column("about", _l("涉及"), _about),
        Column("kind", _l("关系"), _kind),
        Column("source", _l("来源"), lambda row: str(SOURCES[row.source])),
        Column("note", _l("说明"), lambda row: row.note),
        Column("made", _l("时间"), lambda row: row.made_at),
        state("state", _l("状态"), lambda row: row.state, prefix="conflict-"),
        Column("lifted", _l("解除理由"), lambda row: row.lifted_reason, filed_only=True),
    ),
    filters=(OVERSEEN.choice(), Choice("state", _l("状态"), options=_states)),
    empty=(_l("没有利害关系记录"), _l("评委申报利害关系，或在评分时申请回避后，出现在这里。")),
)


@blp.route("/organizer/conflicts", methods=["GET"])
@allow(*OVERSEEING)
@personal
def listing() -> Response:
    """The conflicts of an edition, the latest first."""
    return LISTING.answer(_read)


def _read(asked: Asked) -> Page[Conflict]:
    query = asked.query()
    slug = query.pop("edition", "")
    return JUDGES.conflicts(slug, query) if slug else Page(items=())


@blp.route("/organizer/conflicts/<uuid:conflict_id>", methods=["GET"])
@allow(*OVERSEEING)
@personal
def show(conflict_id: UUID) -> str:
    """One of them, and what may be done."""
    return _page(conflict_id)


@blp.route("/organizer/conflicts/<uuid:conflict_id>/lifting", methods=["POST"])
@allow(ORGANIZER)
def lift(conflict_id: UUID) -> Response | tuple[str, int]:
    """Find that it does not hold."""
    try:
        JUDGES.lift(conflict_id, request.form.get("reason", "").strip())
    except Refused as refused:
        if refused.status not in SHOWN_AGAIN:
            raise
        return _page(conflict_id, refused), refused.status
    flash(_("已解除。该评委可以重新分配到有关项目，已经改派的不会自动恢复。"), "success")
    return redirect(url_for("conflict_list.show", conflict_id=conflict_id), 303)


def _page(conflict_id: UUID, refused: Refused | None = None) -> str:
    found = JUDGES.conflict(conflict_id)
    names = names_of(request_session.session(), [found.person_id] if found.person_id else [])
    return render_template(
        "organizer/contest/judges/conflict.html",
        conflict=found,
        about=found.organisation or (names.get(found.person_id, "") if found.person_id else ""),
        kind=_kind(found),
        source=SOURCES[found.source],
        problem=refused.problem if refused else None,
        typed=request.form.get("reason", ""),
    )
