"""The decisions of an edition: what waits for a second person, and what became of the others."""

from flask import Blueprint, url_for
from flask_babel import lazy_gettext as _l
from werkzeug import Response

from chassis.http.auth import allow
from contracts.roles import OVERSEEING
from gateway.clients.judging.results import JUDGING_RESULTS, ResolutionRow
from gateway.clients.service import Page
from gateway.lists.asked import Asked
from gateway.lists.columns import Column, state
from gateway.lists.filters import Choice
from gateway.lists.listing import Listing
from gateway.pages.organizer.contest.results.decision_words import KINDS
from gateway.pages.organizer.edition_filter import OVERSEEN
from gateway.shell.display import named
from gateway.shell.state_words import STATES

blp = Blueprint("decision_list", __name__)


def _states() -> list[tuple[str, str]]:
    keys = ("proposed", "adopted", "rejected", "withdrawn")
    return [(key, str(STATES[f"resolution-{key}"][0])) for key in keys]


LISTING: Listing[ResolutionRow] = Listing(
    name="decisions",
    title=_l("决定"),
    columns=(
        Column(
            "kind",
            _l("事项"),
            lambda row: str(KINDS[row.kind]),
            head=True,
            link=lambda row: url_for("decision.show", resolution_id=row.id),
        ),
        Column("stage", _l("阶段"), lambda row: named(row, "stage")),
        Column("points", _l("内容"), lambda row: " ".join(row.points)),
        Column("reason", _l("理由"), lambda row: row.reason),
        Column("proposed", _l("提出时间"), lambda row: row.proposed_at),
        state("state", _l("状态"), lambda row: row.state, prefix="resolution-"),
        Column("answer", _l("退回理由"), lambda row: row.answer, filed_only=True),
    ),
    filters=(OVERSEEN.choice(), Choice("state", _l("状态"), options=_states)),
    empty=(_l("没有决定"), _l("封存成绩、更正成绩等须由两人办理的事项，一人提出后出现在这里，等另一人确认。")),
)


@blp.route("/organizer/decisions", methods=["GET"])
@allow(*OVERSEEING)
def listing() -> Response:
    """The decisions of an edition, the latest first."""
    return LISTING.answer(_read)


def _read(asked: Asked) -> Page[ResolutionRow]:
    query = asked.query()
    slug = query.pop("edition", "")
    return JUDGING_RESULTS.resolutions(slug, query) if slug else Page(items=())
