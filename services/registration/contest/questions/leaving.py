"""What questions hold of a person: for their copy, under a new name, and when they leave us."""

from typing import Any
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from contracts.events import FORMER
from services.registration.contest.questions.models import OPEN, Question, QuestionPost

_ASKED = ("id", "entry_id", "title", "state", "asked_at")
_WRITTEN = ("question_id", "text", "written_at")


def rename_in_questions(session: Session, account_id: UUID, name: str) -> None:
    """Call a person by this name wherever questions speak of them."""
    session.execute(update(Question).where(Question.asked_by == account_id).values(asked_name=name))
    session.execute(update(Question).where(Question.taken_by == account_id).values(taken_name=name))
    session.execute(update(QuestionPost).where(QuestionPost.author_id == account_id).values(author_name=name))


def questions_by(session: Session, account_id: UUID) -> dict[str, Any]:
    """What the person asked, and what they wrote in questions."""
    asked = select(Question).where(Question.asked_by == account_id).order_by(Question.id)
    written = select(QuestionPost).where(QuestionPost.author_id == account_id).order_by(QuestionPost.id)
    return {
        "questions": [{name: getattr(one, name) for name in _ASKED} for one in session.scalars(asked)],
        "question_posts": [{name: getattr(one, name) for name in _WRITTEN} for one in session.scalars(written)],
    }


def leave_questions(session: Session, account_id: UUID) -> None:
    """Let others answer what the person had taken, and take out their name and what they wrote for a team.

    What the office told a team stays on record, without the name.
    """
    own = QuestionPost.author_id == account_id
    session.execute(update(QuestionPost).where(own, QuestionPost.office.is_(False)).values(text=""))
    title = update(Question).where(Question.asked_by == account_id)
    session.execute(title.values(title=""))
    rename_in_questions(session, account_id, FORMER)
    freed = update(Question).where(Question.taken_by == account_id, Question.state == OPEN)
    session.execute(freed.values(taken_by=None, taken_name=""))
