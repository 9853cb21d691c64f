"""Questions of teams, and what was written on either side."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from services.registration.base import Base
from services.registration.contest.entries.models import Entry

OPEN, ANSWERED, CLOSED = "open", "answered", "closed"


class Question(Base):
    """What a team asks about its entry. Team and office write in turn until it is closed."""

    __tablename__ = "question"
    __table_args__ = (Index("ix_question_desk", "edition", "state", "since"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    entry_id: Mapped[UUID] = mapped_column(ForeignKey("entry.id", ondelete="CASCADE"), index=True)
    edition: Mapped[str] = mapped_column(String(50))
    state: Mapped[str] = mapped_column(String(10))
    since: Mapped[datetime]
    """Since when it is in this state."""
    title: Mapped[str] = mapped_column(String(100))
    """What it is about, in a line."""
    section: Mapped[str] = mapped_column(String(40), default="")
    """Key of the section of the form that it is about; empty for none."""
    asked_by: Mapped[UUID] = mapped_column(index=True)
    asked_name: Mapped[str]
    asked_at: Mapped[datetime]
    taken_by: Mapped[UUID | None] = mapped_column(index=True)
    """Who of the office works on it."""
    taken_name: Mapped[str] = mapped_column(default="")
    article_id: Mapped[UUID | None]
    """The article in which everybody reads the answer; None where none was made."""

    entry: Mapped[Entry] = relationship()
    posts: Mapped[list["QuestionPost"]] = relationship(order_by="QuestionPost.id", cascade="all, delete-orphan")


class QuestionPost(Base):
    """What somebody wrote in a question. Never changed, but that a name is taken off when its person leaves us."""

    __tablename__ = "question_post"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    question_id: Mapped[UUID] = mapped_column(ForeignKey("question.id", ondelete="CASCADE"), index=True)
    author_id: Mapped[UUID] = mapped_column(index=True)
    author_name: Mapped[str]
    office: Mapped[bool]
    """Whether the office wrote it."""
    text: Mapped[str] = mapped_column(Text)
    written_at: Mapped[datetime]
