"""The entries that passed the screening, as everybody may read them where the edition says so."""

from typing import Any

from sqlalchemy import Select

from chassis import clock
from chassis.http.errors import NotFound
from services.registration.contest.editions.models import SCREENING, Edition
from services.registration.contest.entries.models import Entry
from services.registration.contest.screening.models import PASSED, Screening
from services.registration.contest.screening_desk.queue import screened

COLUMNS: tuple[Any, ...] = (Entry.number, Entry.title, Entry.organisation, Entry.track, Entry.group)
NAMES = tuple(column.key for column in COLUMNS)


def passed_entries(edition: Edition) -> Select[Any]:
    """Those that passed, with nobody's name. Raises NotFound where the edition keeps them, or screens still."""
    if not is_public(edition):
        raise NotFound
    found = screened(edition.slug).where(Screening.state == PASSED).join(Entry, Entry.id == Screening.entry_id)
    return found.with_only_columns(*COLUMNS)


def is_public(edition: Edition) -> bool:
    """Whether everybody may read who passed: the edition says so, and its last stage of screening is over."""
    ends = [stage["closes_at"] for stage in edition.stages if stage["kind"] == SCREENING]
    return bool(edition.details["screening_rules"]["passed_public"] and ends) and max(ends) <= clock.now()
