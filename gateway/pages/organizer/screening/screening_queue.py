"""The queue of screening: what there is to screen, what waits first; taking the next, giving out, passing many."""

from datetime import timedelta

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from werkzeug import Response

from chassis.http import auth
from chassis.http.auth import allow
from chassis.http.client import Refused
from chassis.http.errors import Forbidden, NotFound
from chassis.http.privileged_use import personal
from contracts.roles import ORGANIZER
from contracts.scopes import Scope
from gateway.clients.screening import SCREENINGS
from gateway.clients.screening_queue import ScreeningRow
from gateway.clients.service import Page
from gateway.editions.lookup import find_edition
from gateway.forms.pressing import tell
from gateway.lists.asked import Asked
from gateway.lists.columns import Column, state
from gateway.lists.filters import Choice, Words
from gateway.lists.listing import Listing
from gateway.pages.organizer.edition_filter import EditionFilter
from gateway.pages.organizer.screening.screeners import READERS, STAFF, screeners
from gateway.shell.display import label_of
from gateway.shell.state_words import STATES
from gateway.shell.times import brief, deadline
from gateway.shell.todos import age

blp = Blueprint("screening_queue", __name__)
SCREENED = EditionFilter(READERS, lambda edition: any(stage.kind == "screening" for stage in edition.stages))
ORDER = (
    *("waiting", "answered", "replied", "taken", "proposed"),
    *("correction", "passed", "refused", "final", "lapsed"),
)
"""States as the filter lists them: what is to be done first."""


def _states() -> list[tuple[str, str]]:
    return [(key, str(STATES[f"screening-{key}"][0])) for key in ORDER]


def _screeners() -> list[tuple[str, str]]:
    slug = SCREENED.asked()
    return screeners(slug) if slug else []


def _track(row: ScreeningRow) -> str:
    edition = find_edition(row.edition)
    return label_of(edition.tracks if edition else (), row.track)


def _last_day(row: ScreeningRow) -> str:
    """The day on which the team may still answer: the end is exclusive, and that day's midnight."""
    return brief(row.due_at - timedelta.resolution) if row.due_at else ""


LISTING: Listing[ScreeningRow] = Listing(
    name="screening",
    title=_l("形式审查"),
    columns=(
        Column("number", _l("编号"), lambda row: row.number, keep=True),
        Column(
            "title",
            _l("项目"),
            lambda row: row.title,
            head=True,
            link=lambda row: url_for("screening_sheet.show", entry_id=row.id),
            note=lambda row: row.organisation,
        ),
        Column("organisation", _l("申报单位"), lambda row: row.organisation, filed_only=True),
        Column("track", _l("赛道"), _track),
        state("state", _l("状态"), lambda row: row.state, prefix="screening-"),
        Column("since", _l("此状态自"), lambda row: row.since, filed_only=True),
        Column("age", _l("已过"), lambda row: age(row.since), keep=True, page_only=True),
        Column("due", _l("团队答复截止"), lambda row: deadline(row.due_at), shown=_last_day, keep=True),
        Column("screener", _l("审查员"), lambda row: row.screener_name, shown=lambda row: row.screener_name or "—"),
    ),
    filters=(
        SCREENED.choice(),
        Choice("state", _l("状态"), options=_states),
        Choice("track", _l("赛道"), options=SCREENED.tracks),
        Choice("screener", _l("审查员"), options=_screeners),
        Words("q", _l("编号、名称、单位或负责人")),
    ),
    empty=(_l("没有符合条件的项目"), _l("请放宽条件后再试。")),
)


@blp.route("/organizer/screening", methods=["GET"])
@allow(*READERS)
@personal
def listing() -> Response:
    """The queue of an edition, with its numbers, those first that wait."""
    slug = SCREENED.asked()
    if not slug:
        return LISTING.answer(lambda _asked: Page(items=()), "organizer/screening/queue.html", numbers=None, slug="")
    found = SCREENINGS.numbers(slug)
    scope = Scope.edition(slug)
    facts = {
        "numbers": found,
        "slug": slug,
        "order": ORDER,
        "age_of": age,
        "organizes": auth.identity().has(ORGANIZER, scope),
    }
    facts |= {"screens": auth.identity().has_any(STAFF, scope), "people": _screeners()}
    return LISTING.answer(_read, "organizer/screening/queue.html", **facts)


def _read(asked: Asked) -> Page[ScreeningRow]:
    query = asked.query()
    return SCREENINGS.queue(query.pop("edition", ""), query)


@blp.route("/organizer/screening/<slug>/next", methods=["POST"])
@allow(*STAFF)
def take_next(slug: str) -> Response:
    """Take the entry that waits longest, and open it."""
    try:
        found = SCREENINGS.take_next(slug)
    except Refused as refused:
        return told_of(refused, slug)
    if found.entry_id is None:
        flash(_("没有等待您审查的项目。"), "success")
        return to_queue(slug)
    return redirect(url_for("screening_sheet.show", entry_id=found.entry_id), 303)


@blp.route("/organizer/screening/<slug>/assignments", methods=["POST"])
@allow(ORGANIZER)
def assign(slug: str) -> Response:
    """Give what waits to the chosen people, in turn or by track."""
    if not auth.identity().has(ORGANIZER, Scope.edition(slug)):
        raise Forbidden
    names = dict(screeners(slug))
    chosen = [{"id": one, "name": names[one]} for one in request.form.getlist("screener") if one in names]
    if not chosen:
        flash(_("请至少选择一名审查员。"), "danger")
        return to_queue(slug)
    try:
        done = SCREENINGS.assign(slug, chosen, "track" if request.form.get("by") == "track" else "turn")
    except Refused as refused:
        return told_of(refused, slug)
    flash(ngettext("已分配 %(num)d 个项目。", "已分配 %(num)d 个项目。", done.count), "success")
    return to_queue(slug)


@blp.route("/organizer/screening/<slug>/passes", methods=["GET"])
@allow(*STAFF)
def preview(slug: str) -> str:
    """The entries the person has taken, to be passed at once."""
    person = auth.identity()
    if find_edition(slug) is None:
        raise NotFound
    asked = {"state": "taken", "screener": str(person.account_id), "limit": 200}
    rows = SCREENINGS.queue(slug, asked).items
    return render_template("organizer/screening/passes.html", rows=rows, slug=slug)


@blp.route("/organizer/screening/<slug>/passes", methods=["POST"])
@allow(*STAFF)
def pass_many(slug: str) -> Response:
    """Pass the entries that were ticked; those with a finding stay."""
    chosen = request.form.getlist("entry_id")
    if not chosen:
        flash(_("没有勾选项目。"), "danger")
        return redirect(url_for("screening_queue.preview", slug=slug), 303)
    try:
        done = SCREENINGS.pass_many(slug, chosen)
    except Refused as refused:
        return told_of(refused, slug)
    flash(
        ngettext("%(num)d 个项目已通过，团队将收到通知。", "%(num)d 个项目已通过，团队将收到通知。", done.count),
        "success",
    )
    return to_queue(slug)


def told_of(refused: Refused, slug: str) -> Response:
    """Back to the queue with the sentence of a refusal."""
    tell(refused, among={409, 422})
    return to_queue(slug)


def to_queue(slug: str) -> Response:
    """Back to the queue of an edition."""
    return redirect(url_for("screening_queue.listing", edition=slug), 303)
