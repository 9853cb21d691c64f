"""Events of registration about questions that teams ask the office (提问)."""

from datetime import datetime
from uuid import UUID

from contracts.events import Event, event


@event("registration.question.asked.v1", about="question_id", personal={"subject_line": "account_id"})
class QuestionAsked(Event):
    """A team asks something, or asks on after an answer."""

    question_id: UUID
    entry_id: UUID
    edition: str
    title: str
    """Of the entry; empty while it has none."""
    subject_line: str
    """What the question is about, in a line."""
    account_id: UUID
    """Who asks."""
    again: bool
    """Whether it was answered before."""
    asked_at: datetime


@event("registration.question.answered.v1", about="question_id", personal={"subject_line": "account_id"})
class QuestionAnswered(Event):
    """The office answered, or added to its answer. What it says stands on the page alone."""

    question_id: UUID
    entry_id: UUID
    edition: str
    title: str
    subject_line: str
    leader_id: UUID
    member_ids: tuple[UUID, ...]
    account_id: UUID
    """Who asked."""
    answered_at: datetime
