"""An edition as its organizers look at it: where it stands, each matter, what to look at before publishing."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, case, func, select
from sqlalchemy.orm import Session, defer, load_only

from chassis import clock
from chassis.forms.places import name_at, place_of
from chassis.forms.wording import label_at
from chassis.http.auth import Identity
from chassis.http.errors import Invalid
from chassis.http.etag import etag_of
from chassis.http.paging import Page, page
from chassis.manuscripts.content import Content
from chassis.manuscripts.life import CHANGED
from chassis.manuscripts.records import Manuscript
from chassis.manuscripts.tables import manuscript as documents
from contracts.roles import OVERSEEING
from contracts.scopes import EDITION, EVERYWHERE
from services.registration.contest.drafting.actions import find_matters
from services.registration.contest.drafting.beside import CALENDAR
from services.registration.contest.drafting.kinds import MATTERS, name_of
from services.registration.contest.drafting.models import EditionDraft
from services.registration.contest.drafting.stages import stages_of
from services.registration.contest.editions.models import Contest, Edition, dates_of
from services.registration.contest.publication.effects import effect_of
from services.registration.contest.publication.freezing import fixed_by, freeze_of, told_freeze
from services.registration.contest.publication.heads import head_of, show_head
from services.registration.contest.publication.releasing import examined, load_document


def count_changes(session: Session, slug: str) -> int:
    """How many matters of an edition have a draft that differs from what is published."""
    found = session.execute(_changes().where(documents.c.subject == slug).group_by(documents.c.subject)).first()
    return found[1] if found else 0


def select_drafts(caller: Identity) -> Select[*tuple[Any, ...]]:
    """The editions that the caller oversees, each with its published one and its contest, as `head_of` needs them."""
    published = (Edition.version, Edition.sha256, Edition.opens_at, Edition.closes_at, Edition.ends_at)
    query = (
        select(EditionDraft, Edition, Contest)
        .outerjoin(Edition, Edition.slug == EditionDraft.slug)
        .outerjoin(Contest, Contest.key == EditionDraft.contest_key)
        .options(load_only(*published, Edition.archived_at, Edition.stage_list), defer(Contest.mark))
    )
    scopes = caller.scopes(*OVERSEEING)
    if EVERYWHERE in scopes:
        return query
    return query.where(EditionDraft.slug.in_([scope.key for scope in scopes if scope.kind == EDITION]))


def urgency(now: datetime) -> ColumnElement[int]:
    """The larger, the more goes on in an edition, as `state_of` tells: teams enter, it is judged, it is to come, it is
    being written, it is over, it is in the archive.
    """
    return case(
        (Edition.slug.is_(None), 3),
        (Edition.archived_at.is_not(None), 1),
        (Edition.opens_at > now, 4),
        (Edition.closes_at > now, 6),
        (Edition.ends_at > now, 5),
        else_=2,
    )


def _changes() -> Select[str, int]:
    """Counts those matters by edition."""
    of_editions = documents.c.kind.in_([name_of(matter) for matter in MATTERS])
    return select(documents.c.subject, func.count()).where(of_editions, documents.c.state == CHANGED)


def list_drafts(session: Session, caller: Identity, after: str | None, limit: int) -> Page:
    """A page of the editions that the caller oversees: where most goes on first, the newest first among their like."""
    order = (urgency(clock.now()).desc(), EditionDraft.created_at, EditionDraft.slug)
    found = page(session, select_drafts(caller), order, after, limit)
    shown = [draft.slug for draft, _edition, _contest in found.items]
    changes = _changes().where(documents.c.subject.in_(shown)).group_by(documents.c.subject)
    counts = {slug: count for slug, count in session.execute(changes)}
    items = [head_of(caller, *row) | {"changed": counts.get(row[0].slug, 0)} for row in found.items]
    return Page(items, found.next)


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
        "points": [*_points(found, missing, edition)],
        "effect": effect_of(session, edition, found[CALENDAR].draft.content),
        "fixes": [] if missing else fixed_by(edition, stages_of(contents[CALENDAR])),
        "ready": not missing,
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


def _points(
    found: Mapping[str, Manuscript], missing: Mapping[str, Any], edition: Edition | None
) -> Iterator[dict[str, Any]]:
    """What stops publication, and doubts as far as they can still be mended."""
    for matter, one in found.items():
        doubts = {} if freeze_of(edition, matter) else one.kind.warn(one.draft.content)
        for stops, errors in ((True, missing.get(matter, {})), (False, doubts)):
            told = [(path, error) for path, said in errors.items() for error in said]
            points = (_point(matter, *_named(one, path), stops, **error) for path, error in told)
            yield from {tuple(point.values()): point for point in points}.values()


def _named(one: Manuscript, path: str) -> tuple[str, str]:
    """Where to mend what stands at a path of the document, and what that is called; of a form its field or section."""
    if one.kind.form is not None:
        return path, label_at(one.kind.form, path)
    return place_of(one.draft.content, path), str(name_at(one.draft.content, path))


def _point(matter: str, field: str, label: str, stops: bool, *, code: str, message: str) -> dict[str, Any]:
    return {"matter": matter, "field": field, "label": label, "code": code, "message": message, "stops": stops}


def preview_edition(session: Session, caller: Identity, slug: str) -> dict[str, Any]:
    """The edition as it would be public were all its drafts published; None where something is missing."""
    contents, missing = examined(find_matters(session, slug))
    document = None if missing else _document(session, slug, contents)
    return {**show_head(session, caller, slug), "document": document}


def _document(session: Session, slug: str, contents: Mapping[str, Content]) -> dict[str, Any] | None:
    try:
        document = load_document(session, slug, contents)
    except Invalid:
        return None
    told = {"slug": slug, "version": 0, "sha256": "", "archived_at": None, "updated_at": clock.now()}
    return {**document, **dates_of(document["stages"]), **told}
