"""Who is awarded what."""

from uuid import UUID

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from services.judging.base import Base


class Award(Base):
    """An entry is given an award of its edition's programme. The list of an edition is replaced as a whole."""

    __tablename__ = "award"

    edition: Mapped[str] = mapped_column(String(50), ForeignKey("edition.slug"), primary_key=True)
    entry_id: Mapped[UUID] = mapped_column(ForeignKey("entry.id"), primary_key=True)
    award: Mapped[str] = mapped_column(String(50))
    """Key within the programme."""
    position: Mapped[int]
    """Order of the list: the highest award first, each in the order of the ranking."""
    resolution_id: Mapped[UUID] = mapped_column(ForeignKey("resolution.id"))
    """By which it was decided."""
    result_id: Mapped[UUID] = mapped_column(ForeignKey("result.id"))
    """The version of the result that it rests on."""
