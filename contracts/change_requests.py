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


@dataclass(frozen=True, kw_only=True)
class DecidedRow:
    """A row of a request, and what became of it."""

    label: str
    """Of a field or slot; empty: the team, or somebody who is to join it."""
    label_en: str
    role: str
    """`member` or `advisor` of somebody who is to join; else empty."""
    approved: bool
    reason: str
    """Why not, as the office wrote it."""


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
    """The office decided a change, row by row."""

    request_id: UUID
    entry_id: UUID
    edition: str
    number: str
    title: str
    """As it stands after the decision."""
    leader_id: UUID
    member_ids: tuple[UUID, ...]
    advisor_ids: tuple[UUID, ...]
    rows: tuple[DecidedRow, ...]
    approved: bool
    """Whether a new version stands, with the rows that were approved."""
    message: str
    """What the office tells the team of all of it; may be empty."""
    version: int
    """The version of the entry that stands."""
    decided_at: datetime


@event("registration.change-addition.answered.v1", about="entry_id")
class AdditionAnswered(Event):
    """Somebody who is to join a team by a change request confirmed for themselves, or said no."""

    request_id: UUID
    entry_id: UUID
    edition: str
    title: str
    leader_id: UUID
    role: str
    """`member` or `advisor`."""
    agrees: bool
