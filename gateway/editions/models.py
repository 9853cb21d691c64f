"""Copies of editions."""

from sqlalchemy import LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from gateway.base import Base


class EditionCopy(Base):
    """An edition as it was last told, whole; a later version replaces it."""

    __tablename__ = "edition_copy"

    slug: Mapped[str] = mapped_column(String(50), primary_key=True)
    version: Mapped[int]
    content: Mapped[bytes] = mapped_column(LargeBinary)
    """The edition as JSON."""
