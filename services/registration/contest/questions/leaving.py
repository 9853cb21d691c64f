"""What questions hold of a person: for their copy, under a new name, and when they leave us."""

from typing import Any
from uuid import UUID

from sqlalchemy import update
from sqlalchemy.orm import Session

from chassis.privacy.personal_rows import rows_of, write_into
from contracts.events import FORMER
from services.registration.contest.questions.models import OPEN, Question, QuestionPost

_ASKED = ("id", "entry_id", "title", "state", "asked_at")
_WRITTEN = ("question_id", "text", "written_at")


def rename_in_questions(session: Session, account_id: UUID, name: str) -> None:
    """Call a person by this name wherever questions speak of them."""
    write_into(session, Question.asked_by, account_id, asked_name=name)
    write_into(session, Question.taken_by, account_id, taken_name=name)
    write_into(session, QuestionPost.author_id, account_id, author_name=name)


def questions_by(session: Session, account_id: UUID) -> dict[str, Any]:
    """What the person asked, and what they wrote in questions."""
    return {
        "questions": rows_of(session, Question.asked_by, account_id, _ASKED),
        "question_posts": rows_of(session, QuestionPost.author_id, account_id, _WRITTEN),
    }


def leave_questions(session: Session, account_id: UUID) -> None:
    """Let others answer what the person had taken, and take out their name and what they wrote for a team.

    What the office told a team stays on record, without the name.
    """
    own = QuestionPost.author_id == account_id
    session.execute(update(QuestionPost).where(own, QuestionPost.office.is_(False)).values(text=""))
    write_into(session, Question.asked_by, account_id, title="")
    rename_in_questions(session, account_id, FORMER)
    freed = update(Question).where(Question.taken_by == account_id, Question.state == OPEN)
    session.execute(freed.values(taken_by=None, taken_name=""))
