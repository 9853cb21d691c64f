"""Answers of entries as columns of a list: one for each field, whichever version of the form an entry answers."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from chassis.forms.definition import Form
from chassis.forms.exports import columns, row
from services.registration.contest.editions.models import Edition
from services.registration.contest.entries.completeness import form_of
from services.registration.contest.entries.models import Entry
from services.registration.contest.entries.standing import standing
from services.registration.contest.forms.actions import current_form, offered
from services.registration.contest.forms.needed import NEEDED
from services.registration.contest.papers.models import stored_files


@dataclass(frozen=True)
class AnswerColumn:
    """What a column is called, and whether its answers are figures."""

    key: str
    heading: str
    heading_en: str
    number: bool


def answer_columns(session: Session, edition: str, *, whole: bool) -> list[AnswerColumn]:
    """The columns of an edition's entries beyond those that every list has; none where no edition is meant.

    Those its form lists or, as a `whole`, all it asks, and after them what only earlier versions in use asked.
    """
    home = session.get(Edition, edition) if edition else None
    if home is None:
        return []
    found: dict[str, AnswerColumn] = {}
    for form in _forms(session, home, whole=whole):
        for column in columns(form):
            if column.key not in NEEDED and (whole or form[column.key].listed):
                zh, en = column.heading.zh, column.heading.en
                found.setdefault(column.key, AnswerColumn(column.key, zh, en, column.number))
    return list(found.values())


def _forms(session: Session, home: Edition, *, whole: bool) -> list[Form]:
    current = current_form(session, home.slug)
    known = {(current.version, current.sha256)}
    if whole:
        used = select(Entry.form_version, Entry.form_sha256).where(Entry.edition == home.slug).distinct()
        known |= {(version, sha256) for version, sha256 in session.execute(used)}
    return [offered(session, home, version, sha256) for version, sha256 in sorted(known, reverse=True)]


def answer_cells(session: Session, ids: Sequence[UUID], asked: Sequence[AnswerColumn]) -> dict[UUID, list[str]]:
    """What stands under these columns, by entry; files by their names, as whoever reads all of an entry sees them."""
    query = select(Entry).where(Entry.id.in_(ids)).options(joinedload(Entry.home), selectinload(Entry.all_papers))
    found = {}
    for entry in session.scalars(query):
        stands = standing(session, entry)
        form = form_of(session, stands)
        written = dict(zip(form.by_key, row(form, stands.answers, stored_files(stands.papers)), strict=True))
        found[entry.id] = [str(written.get(column.key, "")) for column in asked]
    return found
