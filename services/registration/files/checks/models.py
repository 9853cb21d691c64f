"""What is known of a stored file once it was opened."""

from datetime import datetime

from sqlalchemy import JSON, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from chassis.forms.files import CHECKING
from services.registration.base import Base


class FileCheck(Base):
    """The check of a content as a file of one type, made once however many entries have it."""

    __tablename__ = "file_check"
    __table_args__ = (Index("ix_file_check_due", "state", "due_at"),)

    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    type: Mapped[str] = mapped_column(String(8), primary_key=True)
    state: Mapped[str] = mapped_column(String(10), default=CHECKING)
    finding: Mapped[str] = mapped_column(String(20), default="")
    """Why it was refused, by `chassis.files.wording.FOUND`."""
    pages: Mapped[int | None]
    picture_sha256: Mapped[str] = mapped_column(String(64), default="")
    """Of its first page in small, which lies in the file store too; empty where there is none."""
    picture_size: Mapped[int] = mapped_column(default=0)
    scanner_away: Mapped[bool] = mapped_column(default=False)
    """Whether the scanner could not be asked, so that the check waits."""
    asked_at: Mapped[datetime]
    due_at: Mapped[datetime]
    """When it is looked at next, while it is being checked."""
    checked_at: Mapped[datetime | None]
    about: Mapped[dict[str, str]] = mapped_column(JSON, default=dict, deferred=True)
    """What the file says of itself: title, author, company … For finding who stands behind it; told to no judge."""
    text: Mapped[str] = mapped_column(Text, default="", deferred=True)
    """The beginning of its text, for the same."""
