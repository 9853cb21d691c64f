"""Questions of teams, for the office: the oldest open ones first."""

from typing import Any

from flask import Blueprint, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug import Response

from chassis.http import auth
from chassis.http.auth import allow
from chassis.http.privileged_use import personal
from contracts.roles import OVERSEEING
from gateway.clients.questions import QUESTIONS, QuestionRow
from gateway.clients.service import Page
from gateway.lists.asked import Asked
from gateway.lists.columns import Column, state
from gateway.lists.filters import Choice
from gateway.lists.listing import Listing
from gateway.pages.organizer.edition_filter import OVERSEEN
from gateway.shell.state_words import STATES
from gateway.shell.todos import age

blp = Blueprint("question_desk", __name__)
ORDER = ("open", "answered", "closed")
"""States as the filter lists them: what is to be done first."""


def _states() -> list[tuple[str, Any]]:
    return [*((key, STATES[f"question-{key}"][0]) for key in ORDER), ("", _("全部"))]


def _mine() -> list[tuple[str, Any]]:
    return [(str(auth.identity().account_id), _("我领取的"))]


LISTING: Listing[QuestionRow] = Listing(
    name="questions",
    title=_l("提问"),
    columns=(
        Column(
            "title",
            _l("问题"),
            lambda row: row.title or _("已删除的问题"),
            head=True,
            link=lambda row: url_for("question_sheet.show", question_id=row.id),
            note=lambda row: " ".join(filter(None, (row.number, row.entry_title))),
        ),
        Column("number", _l("编号"), lambda row: row.number, filed_only=True),
        Column("entry", _l("项目"), lambda row: row.entry_title, filed_only=True),
        Column("track", _l("赛道"), lambda row: OVERSEEN.track_name(row.track)),
        state("state", _l("状态"), lambda row: row.state, prefix="question-"),
        Column("since", _l("此状态自"), lambda row: row.since, filed_only=True),
        Column("age", _l("已过"), lambda row: age(row.since), keep=True, page_only=True),
        Column("asked", _l("提问时间"), lambda row: row.asked_at, keep=True),
        Column("asked_by", _l("提问人"), lambda row: row.asked_name),
        Column("taken", _l("办理人"), lambda row: row.taken_name, shown=lambda row: row.taken_name or "—"),
    ),
    filters=(
        Choice("state", _l("状态"), options=_states, tabs=True, initial="open"),
        OVERSEEN.choice(),
        Choice("track", _l("赛道"), options=OVERSEEN.tracks),
        Choice("taken_by", _l("办理人"), options=_mine),
    ),
    empty=(_l("没有符合条件的提问"), _l("团队提问时会出现在这里。")),
)


@blp.route("/organizer/questions", methods=["GET"])
@allow(*OVERSEEING)
@personal
def listing() -> Response:
    """The questions of an edition, those that are longest where they are first."""
    return LISTING.answer(_read)


def _read(asked: Asked) -> Page[QuestionRow]:
    query = asked.query()
    slug = query.pop("edition", "")
    return QUESTIONS.asked(slug, query) if slug else Page(items=())
