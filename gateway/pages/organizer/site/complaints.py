"""Complaints for the organizing office: what came in, what waits, and the answer."""

from typing import Any
from uuid import UUID

from flask import Blueprint, Response, flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug import Response as Answer

from chassis.http import auth, request_session
from chassis.http.auth import allow
from chassis.http.paging import Page, page
from chassis.http.privileged_use import personal
from contracts.roles import ORGANIZER, OVERSEEING
from gateway.accounts.people import names_of
from gateway.complaints import actions
from gateway.complaints.models import ANSWERED, OPEN, Complaint
from gateway.forms import saving
from gateway.forms.form import Filled, checked, plain
from gateway.lists.asked import Asked
from gateway.lists.columns import Column, state
from gateway.lists.filters import Choice, Day, Words, named
from gateway.lists.listing import Listing
from gateway.pages.public.complaint_form import ANSWER, TOPICS
from gateway.shell.display import STATES

blp = Blueprint("complaints", __name__)
PREFIX = "complaint-"
"""Before the states of complaints in the table of states."""


def _states() -> list[tuple[str, Any]]:
    return [*((key, STATES[PREFIX + key][0]) for key in (OPEN, ANSWERED)), ("", _("全部"))]


def _topic(row: Complaint) -> str:
    return str(TOPICS.get(row.topic, row.topic))


LISTING: Listing[Complaint] = Listing(
    name="complaints",
    title=_l("投诉举报"),
    columns=(
        Column(
            "number",
            _l("编号"),
            lambda row: row.number,
            head=True,
            link=lambda row: url_for("complaints.show", complaint_id=row.id),
            note=lambda row: row.concerns,
        ),
        Column("concerns", _l("涉及的项目、活动或页面"), lambda row: row.concerns, filed_only=True),
        Column("topic", _l("关于什么"), _topic),
        Column("by", _l("提交方式"), lambda row: row.name or _("匿名")),
        Column("received", _l("收到时间"), lambda row: row.received_at, keep=True, sort=True),
        state("state", _l("状态"), lambda row: row.state, PREFIX),
        Column("answered", _l("答复时间"), lambda row: row.answered_at, filed_only=True),
    ),
    filters=(
        Choice("state", _l("状态"), options=_states, tabs=True, initial=OPEN),
        Choice("topic", _l("关于什么"), options=named(TOPICS)),
        Words("q", _l("编号，或涉及的项目、活动、页面")),
        Day("since", _l("从")),
        Day("until", _l("到"), end=True),
    ),
    empty=(_l("没有符合条件的投诉举报"), _l("有人提交时，会出现在这里，并以消息通知组委会。")),
)


@blp.route("/organizer/complaints", methods=["GET"])
@allow(*OVERSEEING, everywhere=True)
@personal
def listing() -> Response:
    """What came in, newest first; those that wait for an answer unless asked otherwise."""
    return LISTING.answer(_read)


def _read(asked: Asked) -> Page:
    order = Complaint.id if asked.sort == "received" else Complaint.id.desc()
    return page(request_session.session(), actions.select_complaints(asked.queries), order, asked.after, asked.limit)


@blp.route("/organizer/complaints/<uuid:complaint_id>", methods=["GET"])
@allow(*OVERSEEING, everywhere=True)
@personal
def show(complaint_id: UUID) -> Response:
    """What was told, by whom if they said so, and the answer."""
    complaint = actions.find(request_session.session(), complaint_id)
    return _page(complaint, Filled(ANSWER, {"answer": complaint.answer}))


@blp.route("/organizer/complaints/<uuid:complaint_id>/answer", methods=["POST"])
@allow(ORGANIZER, everywhere=True)
def answer(complaint_id: UUID) -> Answer:
    """Answer it, or correct the answer."""
    typed = ANSWER.typed(request.form)
    filled = checked(ANSWER, typed)
    if filled.problem:
        return _page(actions.find(request_session.session(), complaint_id), filled)
    actions.answer(request_session.session(), auth.identity().account_id, complaint_id, plain(typed["answer"]))
    flash(_("处理结果已保存，提交人凭回执可以看到。"), "success")
    return redirect(url_for("complaints.show", complaint_id=complaint_id), 303)


def _page(complaint: Complaint, filled: Filled) -> Response:
    by = names_of(request_session.session(), [complaint.answered_by] if complaint.answered_by else [])
    return saving.page("complaints/show.html", filled, complaint=complaint, topics=TOPICS, by=by)
