"""Which judges may not have which entries, and why: from what they told, and from facts that judging knows."""

from collections.abc import Mapping
from uuid import UUID

from sqlalchemy import Select, literal, select, union_all
from sqlalchemy.orm import InstrumentedAttribute, Session

from services.judging.conflicts.models import DECLARED, DECLINED, RECOGNISED, Conflict
from services.judging.conflicts.states import ACTIVE
from services.judging.entries.models import Entry, EntryOrganisation, EntryPerson
from services.judging.judges.models import Judge
from services.judging.profiles.models import JudgeEmployer

TEAM, ORGANISATION = "team", "organisation"
"""Detected: the judge is of the team, or of an organisation that applies. What was told is named by its source."""
Bars = Mapping[UUID, Mapping[UUID, str]]
"""Entry -> judges who may not have it -> why."""


def bars_of(session: Session, edition: str, *, entry_id: UUID | None = None, judge_id: UUID | None = None) -> Bars:
    """Everything that keeps judges from entries of an edition; of one entry or one judge, where one is named."""
    parts: list[Select[UUID, UUID, str]] = []
    for query, judge in _sources(edition):
        narrowed = query.where(Entry.edition == edition)
        if entry_id is not None:
            narrowed = narrowed.where(Entry.id == entry_id)
        parts.append(narrowed if judge_id is None else narrowed.where(judge == judge_id))
    found: dict[UUID, dict[UUID, str]] = {}
    for entry, barred, why in session.execute(union_all(*parts)).all():
        known = found.setdefault(entry, {})
        known[barred] = min(known.get(barred, why), why, key=_ORDER.index)
    return found


_ORDER = (TEAM, RECOGNISED, DECLINED, DECLARED, ORGANISATION)
"""Which reason is told where there are several."""
_Source = tuple[Select[UUID, UUID, str], InstrumentedAttribute[UUID]]


def _sources(edition: str) -> tuple[_Source, ...]:
    """Questions for entry, judge and why, each with the column that names the judge."""
    judge = Conflict.judge_id
    told = select(Entry.id, judge, Conflict.source)
    active = Conflict.state == ACTIVE, Conflict.edition == edition
    behind, applies = EntryPerson.entry_id == Entry.id, EntryOrganisation.entry_id == Entry.id
    team = select(Entry.id, EntryPerson.account_id, literal(TEAM)).join(EntryPerson, behind)
    same = select(Entry.id, JudgeEmployer.account_id, literal(ORGANISATION)).join(EntryOrganisation, applies)
    of_person = told.join(EntryPerson, behind).join(Conflict, Conflict.person_id == EntryPerson.account_id)
    of_organisation = told.join(EntryOrganisation, applies)
    of_organisation = of_organisation.join(Conflict, Conflict.organisation_key == EntryOrganisation.key)
    return (
        (team.join(Judge, Judge.account_id == EntryPerson.account_id), EntryPerson.account_id),
        (told.join(Conflict, Conflict.entry_id == Entry.id).where(*active), judge),
        (of_person.where(*active), judge),
        (of_organisation.where(*active), judge),
        (same.join(JudgeEmployer, JudgeEmployer.key == EntryOrganisation.key), JudgeEmployer.account_id),
    )
