"""Events of registration about changes of entries after the deadline (变更申请)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from contracts.events import Event, event


@dataclass(frozen=True, kw_only=True)
class ChangedField:
    """A field or slot of the form that is to change."""

    label: str
    label_en: str


@event("registration.change.requested.v1", about="entry_id")
class ChangeRequested(Event):
    """A team asks for a change of what it handed in."""

    request_id: UUID
    entry_id: UUID
    edition: str
    number: str
    title: str
    """As it stands, whatever it is to be called."""
    leader_id: UUID
    member_ids: tuple[UUID, ...]
    fields: tuple[ChangedField, ...]
    team: bool
    """Whether the team changes as well."""
    asked_at: datetime


@event("registration.change.decided.v1", about="entry_id")
class ChangeDecided(Event):
    """The office approved a change, or refused it."""

    request_id: UUID
    entry_id: UUID
    edition: str
    number: str
    title: str
    """As it stands after the decision."""
    leader_id: UUID
    member_ids: tuple[UUID, ...]
    advisor_ids: tuple[UUID, ...]
    fields: tuple[ChangedField, ...]
    team: bool
    """Whether the team changes as well."""
    approved: bool
    message: str
    """What the office tells the team; empty where an approval says no more."""
    version: int
    """The version of the entry that stands."""
    decided_at: datetime
