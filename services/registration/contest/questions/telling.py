"""What registration tells of questions."""

from chassis import clock
from chassis.http.auth import Identity
from contracts.questions import QuestionAnswered, QuestionAsked
from services.registration.contest.entries.telling import beside_leader, led
from services.registration.contest.questions.models import Question


def asked(caller: Identity, question: Question, *, again: bool) -> QuestionAsked:
    """The event."""
    return QuestionAsked(
        question_id=question.id,
        entry_id=question.entry_id,
        edition=question.edition,
        title=question.entry.title,
        subject_line=question.title,
        account_id=caller.account_id,
        again=again,
        asked_at=clock.now(),
    )


def answered(question: Question) -> QuestionAnswered:
    """The event."""
    entry = question.entry
    return QuestionAnswered(
        **led(entry),
        question_id=question.id,
        subject_line=question.title,
        member_ids=beside_leader(entry.team)["member_ids"],
        account_id=question.asked_by,
        answered_at=clock.now(),
    )
