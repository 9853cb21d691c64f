"""Who declared in which edition, and the list of applicants that they declare on."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from chassis.words.collation import by_name
from services.judging.conflicts.models import Conflict, Declaration
from services.judging.conflicts.states import ACTIVE
from services.judging.entries.models import Entry, EntryOrganisation, EntryPerson


def declared(session: Session, judge_id: UUID, edition: str) -> Declaration | None:
    """What the judge accepted and when they declared; None before they did."""
    return session.get(Declaration, (judge_id, edition))


def who_declared(session: Session, edition: str) -> set[UUID]:
    """The judges to whom entries of the edition are open."""
    return set(session.scalars(select(Declaration.judge_id).where(Declaration.edition == edition)))


def organisations_of(session: Session, edition: str) -> list[Mapping[str, str]]:
    """`key` and `name` of every organisation that applies in the edition, by name: nothing says with which entry."""
    query = select(EntryOrganisation.key, EntryOrganisation.name).where(_handed_in(edition, EntryOrganisation))
    names: dict[str, str] = {}
    for key, name in session.execute(query.distinct().order_by(EntryOrganisation.key, EntryOrganisation.name)):
        names.setdefault(key, name)
    return [{"key": key, "name": names[key]} for key in sorted(names, key=lambda key: (by_name(names[key]), key))]


def people_of(session: Session, edition: str) -> list[UUID]:
    """The accounts of everybody behind an entry of the edition, in an order that says nothing."""
    query = select(EntryPerson.account_id).where(_handed_in(edition, EntryPerson))
    return sorted(set(session.scalars(query)), key=str)


def _handed_in(edition: str, table: type[EntryOrganisation] | type[EntryPerson]) -> Any:
    return table.entry_id.in_(select(Entry.id).where(Entry.edition == edition, Entry.handed_in))


def conflicts_of(session: Session, judge_id: UUID, edition: str) -> Sequence[Conflict]:
    """What the judge told of themselves in the edition and holds, the first first."""
    query = select(Conflict).where(Conflict.judge_id == judge_id, Conflict.edition == edition)
    return session.scalars(query.where(Conflict.state == ACTIVE).order_by(Conflict.id)).all()
