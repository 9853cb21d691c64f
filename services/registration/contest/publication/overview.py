"""An edition as its organizers look at it: where it stands, each matter, what to look at before publishing."""

from collections.abc import Iterator, Mapping
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from chassis import clock
from chassis.forms.bilingual import Said
from chassis.forms.day_and_time import typed_day
from chassis.forms.places import part_at, place_of
from chassis.forms.wording import label_at
from chassis.http.auth import Identity
from chassis.http.errors import Invalid
from chassis.http.etag import etag_of
from chassis.http.schemas import FieldError
from chassis.manuscripts.content import Content
from chassis.manuscripts.life import CHANGED
from chassis.manuscripts.records import Manuscript
from chassis.manuscripts.tables import manuscript as documents
from chassis.words.workdays import WORKING
from services.registration.contest.drafting.actions import find_matters
from services.registration.contest.drafting.kinds import MATTERS, form_of, name_of
from services.registration.contest.drafting.models import EditionDraft
from services.registration.contest.drafting.stages import has_window, workdays_of
from services.registration.contest.editions.models import NOTICE, Contest, Edition, dates_of
from services.registration.contest.publication.effects import effect_of
from services.registration.contest.publication.freezing import told_freeze
from services.registration.contest.publication.heads import head_of, show_head
from services.registration.contest.publication.releasing import examined, load_document

PERIODS = ("shortlist", "awards")
"""Periods that a stage of public notice has to last, the last stage for the awards."""


def count_changes(session: Session, slug: str) -> int:
    """How many matters of an edition have a draft that differs from what is published."""
    found = session.execute(_changes().where(documents.c.subject == slug).group_by(documents.c.subject)).first()
    return found[1] if found else 0


def _changes() -> Select[str, int]:
    """Counts those matters by edition."""
    of_editions = documents.c.kind.in_([name_of(matter) for matter in MATTERS])
    return select(documents.c.subject, func.count()).where(of_editions, documents.c.state == CHANGED)


def list_drafts(session: Session, caller: Identity) -> list[dict[str, Any]]:
    """Every edition that the caller oversees, the newest first."""
    rows = session.execute(
        select(EditionDraft, Edition, Contest)
        .outerjoin(Edition, Edition.slug == EditionDraft.slug)
        .outerjoin(Contest, Contest.key == EditionDraft.contest_key)
        .order_by(EditionDraft.created_at.desc(), EditionDraft.slug)
    ).all()
    counts = {row[0]: row[1] for row in session.execute(_changes().group_by(documents.c.subject))}
    seen = [row for row in rows if caller.oversees(row[0].scope)]
    return [head_of(caller, *row) | {"changed": counts.get(row[0].slug, 0)} for row in seen]


def etag_of_edition(slug: str, found: Mapping[str, Manuscript]) -> str:
    """Changes with every change of a draft and with every publication."""
    return etag_of(slug, sum(one.saves for one in found.values()))


def show_edition(session: Session, caller: Identity, slug: str) -> dict[str, Any]:
    """The edition with its matters and what to look at."""
    edition, found = session.get(Edition, slug), find_matters(session, slug)
    contents, missing = examined(found)
    return {
        **show_head(session, caller, slug),
        "changed": sum(one.state == CHANGED for one in found.values()),
        "matters": [_matter(matter, one, missing.get(matter, {}), edition) for matter, one in found.items()],
        "points": [*_points(found, missing), *_across(found)],
        "effect": effect_of(session, edition, found["calendar"].draft.content),
        "document": None if missing else _document(session, slug, contents),
        "etag": etag_of_edition(slug, found),
    }


def _matter(matter: str, one: Manuscript, missing: Mapping[str, Any], edition: Edition | None) -> dict[str, Any]:
    return {
        "matter": matter,
        "state": one.state,
        "missing": len(missing),
        "saved_at": one.draft.saved_at,
        "saved_name": one.draft.saved_name,
        **told_freeze(edition, matter),
        "sha256": one.published.sha256 if one.published else "",
    }


def _points(found: Mapping[str, Manuscript], missing: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for matter, one in found.items():
        content = one.draft.content
        for stops, errors in ((True, missing.get(matter, {})), (False, one.kind.warn(content))):
            told = [(path, error) for path, said in errors.items() for error in said]
            points = [_point(matter, *_named(one, path), stops, **error) for path, error in told]
            yield from (point for number, point in enumerate(points) if point not in points[:number])


def _named(one: Manuscript, path: str) -> tuple[str, str]:
    """Where to mend what stands at a path of the document, and what that is called; of a form its field or section."""
    if one.kind.form is not None:
        return path, label_at(one.kind.form, path)
    place = place_of(one.draft.content, path)
    part = part_at(one.draft.content, place) if place else {}
    return place, str(Said(**(part.get("label") or part.get("title") or {})))


def _point(matter: str, field: str, label: str, stops: bool, *, code: str, message: str) -> dict[str, Any]:
    return {"matter": matter, "field": field, "label": label, "code": code, "message": message, "stops": stops}


def _across(found: Mapping[str, Manuscript]) -> Iterator[dict[str, Any]]:
    """What two matters contradict each other in: notices shorter than their period."""
    calendar = found["calendar"].draft.content
    rows = [(number, row) for number, row in enumerate(calendar.get("stages") or ())]
    notices = [(number, row) for number, row in rows if row.get("kind") == NOTICE and has_window(row)]
    periods = {row.get("kind"): row for row in found["notices"].draft.content.get("notice_periods") or ()}
    for number, row in notices:
        period = periods.get(PERIODS[number == notices[-1][0]])
        if period and str(period.get("days", "")).isdigit() and _lasts(calendar, row, period) < int(period["days"]):
            short = FieldError("notice-too-short", _l("比规定的公示期限短，请延长这个阶段或修改期限。"))
            field = f"stages.{number}.closes_day"
            yield _point("calendar", field, label_at(form_of("calendar"), field), False, **short.body())


def _lasts(calendar: Mapping[str, Any], row: Mapping[str, Any], period: Mapping[str, Any]) -> int:
    first, last = (typed_day(row[name]) for name in ("opens_day", "closes_day"))
    return workdays_of(dict(calendar)).count(first, last) if period.get("unit") == WORKING else (last - first).days + 1


def _document(session: Session, slug: str, contents: Mapping[str, Content]) -> dict[str, Any] | None:
    """The edition as it would be public, for a preview; None where it cannot be made."""
    try:
        document = load_document(session, slug, contents)
    except Invalid:
        return None
    told = {"slug": slug, "version": 0, "sha256": "", "archived_at": None, "updated_at": clock.now()}
    return {**document, **dates_of(document["stages"]), **told}
