"""The list of complaints: what came in, and what waits for an answer."""

from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from chassis.http import request_session
from chassis.http.paging import Page, page
from gateway.complaints.actions import select_complaints
from gateway.complaints.models import ANSWERED, OPEN, Complaint
from gateway.lists.asked import Asked
from gateway.lists.columns import Column, state
from gateway.lists.filters import Choice, Day, Words, named
from gateway.lists.listing import Listing
from gateway.pages.public.complaint_form import TOPICS
from gateway.shell.state_words import STATES

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


def read(asked: Asked) -> Page:
    """A page of them, the latest first unless asked otherwise."""
    order = Complaint.id if asked.sort == "received" else Complaint.id.desc()
    return page(request_session.session(), select_complaints(asked.queries), order, asked.after, asked.limit)
