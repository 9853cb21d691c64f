"""Changes that teams ask for, for the office: those that wait longest first."""

from typing import Any

from flask import Blueprint, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug import Response

from chassis.http.auth import allow
from chassis.http.privileged_use import personal
from contracts.roles import OVERSEEING
from gateway.clients.change_requests import CHANGES, ChangeRow
from gateway.clients.service import Page
from gateway.lists.asked import Asked
from gateway.lists.columns import Column, state
from gateway.lists.filters import Choice
from gateway.lists.listing import Listing
from gateway.pages.organizer.edition_filter import OVERSEEN
from gateway.shell.state_words import STATES
from gateway.shell.todos import age

blp = Blueprint("change_desk", __name__)
ORDER = ("open", "approved", "partly", "refused", "withdrawn")
"""States as the filter lists them: what is to be done first."""


def _states() -> list[tuple[str, Any]]:
    return [*((key, STATES[f"change-{key}"][0]) for key in ORDER), ("", _("全部"))]


LISTING: Listing[ChangeRow] = Listing(
    name="changes",
    title=_l("变更申请"),
    columns=(
        Column("number", _l("编号"), lambda row: row.number, keep=True),
        Column(
            "title",
            _l("项目"),
            lambda row: row.title,
            head=True,
            link=lambda row: url_for("change_decision.show", request_id=row.id),
            note=lambda row: row.organisation,
        ),
        Column("organisation", _l("申报单位"), lambda row: row.organisation, filed_only=True),
        Column("track", _l("赛道"), lambda row: OVERSEEN.track_name(row.track)),
        state("state", _l("状态"), lambda row: row.state, prefix="change-"),
        Column("asked", _l("申请时间"), lambda row: row.asked_at, keep=True),
        Column("age", _l("已等"), lambda row: age(row.asked_at) if row.state == "open" else "—", page_only=True),
        Column("decided", _l("审理时间"), lambda row: row.decided_at, filed_only=True),
        Column("decided_by", _l("审理人"), lambda row: row.decided_name, shown=lambda row: row.decided_name or "—"),
    ),
    filters=(
        Choice("state", _l("状态"), options=_states, tabs=True, initial="open"),
        OVERSEEN.choice(),
    ),
    empty=(_l("没有符合条件的变更申请"), _l("报名截止后，团队申请变更时会出现在这里。")),
)


@blp.route("/organizer/changes", methods=["GET"])
@allow(*OVERSEEING)
@personal
def listing() -> Response:
    """The requests of an edition, those that wait longest first."""
    return LISTING.answer(_read)


def _read(asked: Asked) -> Page[ChangeRow]:
    query = asked.query()
    slug = query.pop("edition", "")
    return CHANGES.asked_for(slug, query) if slug else Page(items=())
