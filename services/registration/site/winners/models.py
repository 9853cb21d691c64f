"""A winning entry as the public reads it. It stands by itself: nothing of it changes when the entry is forgotten."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from services.registration.base import Base

FIELDS = (
    *("number", "title", "title_en", "organisation", "organisation_en", "track", "group", "award"),
    *("summary", "summary_en", "answers", "picture"),
)
"""What a list of winners says of each."""


class Winner(Base):
    """One winning entry of an edition."""

    __tablename__ = "winner"
    __table_args__ = (Index("ix_winner_place", "edition", "place"),)

    edition: Mapped[str] = mapped_column(String(50), ForeignKey("edition.slug"), primary_key=True)
    number: Mapped[str] = mapped_column(String(30), primary_key=True)
    """Of the entry, as certificates and notices name it."""
    place: Mapped[int]
    """Order within the edition, the highest award first."""
    title: Mapped[str] = mapped_column(String(200))
    title_en: Mapped[str] = mapped_column(String(300))
    organisation: Mapped[str] = mapped_column(String(300))
    organisation_en: Mapped[str] = mapped_column(String(400))
    track: Mapped[str] = mapped_column(String(50))
    """Key of the track within the edition, as the next two."""
    group: Mapped[str] = mapped_column(String(50))
    award: Mapped[str] = mapped_column(String(50))
    summary: Mapped[str] = mapped_column(Text)
    summary_en: Mapped[str] = mapped_column(Text)
    answers: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    """What else of the entry its form says is public: labels and texts in both languages."""
    picture: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    """A file of the edition's winners."""
    updated_at: Mapped[datetime]
    """When what is said of it last changed."""


class WinnerList(Base):
    """The winners of an edition as a whole."""

    __tablename__ = "winner_list"

    edition: Mapped[str] = mapped_column(String(50), ForeignKey("edition.slug"), primary_key=True)
    updated_at: Mapped[datetime]
    """When the list last changed: also when somebody was taken out, which no winner left can say."""
