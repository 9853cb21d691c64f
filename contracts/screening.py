"""Events of registration about the screening of entries (形式审查)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from contracts.change_requests import ChangedField
from contracts.events import Event, event

PASSED, REFUSED, LAPSED, FINAL = "passed", "refused", "lapsed", "final"
OUTCOMES = (PASSED, REFUSED, LAPSED, FINAL)
"""How a screening ends; only what passed is judged. A refusal can be replied to until it is final."""


@dataclass(frozen=True, kw_only=True)
class Finding:
    """A point of the checklist that an entry does not meet."""

    text: str
    text_en: str
    reason: str
    """As the screener wrote it; the team reads it word for word."""


@event("registration.entry.screened.v1", about="entry_id")
class EntryScreened(Event):
    """The screening of an entry came to an end, for now or for good."""

    entry_id: UUID
    edition: str
    number: str
    title: str
    leader_id: UUID
    member_ids: tuple[UUID, ...]
    advisor_ids: tuple[UUID, ...]
    turn: int
    """One more at each step of the screening: an outcome with a lower one is out of date."""
    outcome: str
    """One of `OUTCOMES`."""
    findings: tuple[Finding, ...]
    message: str
    """What the screener added; may be empty."""
    reply_due_at: datetime | None
    """Until when the team may reply to a refusal, exclusive."""
    screened_at: datetime


@event("registration.correction.asked.v1", about="entry_id")
class CorrectionAsked(Event):
    """A screener asks the team to correct named parts of its entry."""

    entry_id: UUID
    edition: str
    title: str
    leader_id: UUID
    member_ids: tuple[UUID, ...]
    advisor_ids: tuple[UUID, ...]
    fields: tuple[ChangedField, ...]
    """What the team may change, and nothing else."""
    findings: tuple[Finding, ...]
    message: str
    due_at: datetime
    """Until when, exclusive."""


@event("registration.correction.due.v1", about="entry_id")
class CorrectionDue(Event):
    """A correction that was asked for is due within a day, and was not handed in yet."""

    entry_id: UUID
    edition: str
    title: str
    leader_id: UUID
    member_ids: tuple[UUID, ...]
    due_at: datetime


@event("registration.refusal.answered.v1", about="entry_id")
class RefusalAnswered(Event):
    """A team replied to the refusal of its entry: it is screened once more."""

    entry_id: UUID
    edition: str
    number: str
    title: str
    leader_id: UUID
