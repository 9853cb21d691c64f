"""Versions of the form that teams of an edition fill in."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from chassis.forms.definition import Form
from services.registration.base import Base


class FormVersion(Base):
    """One version, as its canonical document."""

    __tablename__ = "form_version"

    edition: Mapped[str] = mapped_column(ForeignKey("edition.slug"), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    document: Mapped[str] = mapped_column(Text)
    sha256: Mapped[str] = mapped_column(String(64))
    in_use: Mapped[bool] = mapped_column(default=False)
    """Whether an entry was begun with it: from then on it stays as it is."""
    saved_at: Mapped[datetime]
    is_followed: Mapped[bool] = mapped_column(default=False)
    """Whether entries are being brought to it, a few at a time."""
    looked_to: Mapped[UUID | None]
    """Up to which entry those handed in were looked at."""
    touched: Mapped[int] = mapped_column(default=0)
    """How many entries it asks something of, of those that were brought to it or looked at."""


@dataclass(frozen=True)
class Shown:
    """A version with what it changes against the one before, in words."""

    form: FormVersion
    changes: list[str] = field(default_factory=list)
    before: Form | None = None
    """What it was saved in place of, where it differs."""
