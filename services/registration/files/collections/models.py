"""Files that the public site shows or offers."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, String
from sqlalchemy.orm import Mapped, mapped_column

from chassis import clock
from services.registration.base import Base


@dataclass(frozen=True)
class Preview:
    """A picture in small, as it is stored."""

    sha256: str
    size: int
    name: str
    type: str = "webp"


class SiteFile(Base):
    """A file in a collection: of an edition, by its slug; of an article or a contest, by `collection_of`.

    Its content lies in the file store, once however many have it.
    """

    __tablename__ = "site_file"

    collection: Mapped[str] = mapped_column(String(60), primary_key=True)
    sha256: Mapped[str] = mapped_column(String(64), primary_key=True, index=True)
    name: Mapped[str] = mapped_column(String(255))
    type: Mapped[str] = mapped_column(String(8))
    size: Mapped[int] = mapped_column(BigInteger)
    width: Mapped[int]
    height: Mapped[int]
    preview_sha256: Mapped[str] = mapped_column(String(64), default="")
    """Of the same picture in small, which lies in the file store too; empty for other files."""
    preview_size: Mapped[int] = mapped_column(default=0)

    @property
    def preview(self) -> Preview | None:
        """The picture in small; None for other files."""
        name = f"{self.name.rpartition('.')[0]}.webp"
        return Preview(self.preview_sha256, self.preview_size, name) if self.preview_sha256 else None

    added_at: Mapped[datetime]
    added_by: Mapped[UUID]
    public_at: Mapped[datetime | None]
    """From when on everybody may read it: something public shows or offers it. Until then only drafts name it."""

    @property
    def is_public(self) -> bool:
        """Whether everybody may read it."""
        return self.public_at is not None and self.public_at <= clock.now()
