"""Editions that are being written, also before anything of them is published."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from contracts.scopes import Scope
from services.registration.base import Base


class EditionDraft(Base):
    """An edition as its organizers write it; its matters are documents whose subject is the slug."""

    __tablename__ = "edition_draft"

    slug: Mapped[str] = mapped_column(String(50), primary_key=True)
    contest_key: Mapped[str | None] = mapped_column(ForeignKey("contest.key"))
    name: Mapped[str]
    """As its basics say now; so with the two below."""
    name_en: Mapped[str]
    entry_prefix: Mapped[str] = mapped_column(String(1000))
    created_at: Mapped[datetime]

    @property
    def scope(self) -> Scope:
        """The scope of a role that holds for this edition."""
        return Scope.edition(self.slug)
