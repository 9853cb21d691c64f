"""The files of an entry: what the team uploaded, and the copies in what was handed in. `counting` says which count."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, ForeignKeyConstraint, String
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship
from sqlalchemy.orm.attributes import set_committed_value

from chassis.forms.files import CHECKING, READY, REFUSED, StoredFile
from services.registration.base import Base
from services.registration.files.checks.models import FileCheck


class StoredPaper:
    """What a file of an entry and its copy in a submission share."""

    slot: Mapped[str] = mapped_column(String(40))
    """Key of the form's file field."""
    name: Mapped[str] = mapped_column(String(255))
    size: Mapped[int] = mapped_column(BigInteger)
    type: Mapped[str] = mapped_column(String(8))
    """By its content."""
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    uploaded_at: Mapped[datetime]

    @declared_attr
    @classmethod
    def check(cls) -> Mapped[FileCheck | None]:
        """What is known of its content; None until its check was asked for."""
        same = (
            f"and_(foreign({cls.__name__}.sha256) == FileCheck.sha256, foreign({cls.__name__}.type) == FileCheck.type)"
        )
        return relationship(FileCheck, primaryjoin=same, viewonly=True, lazy="selectin")

    @property
    def state(self) -> str:
        """Of its check."""
        return self.check.state if self.check else CHECKING

    @property
    def finding(self) -> str:
        """Why it is refused; empty where it is not."""
        return self.check.finding if self.check else ""

    @property
    def scanner_away(self) -> bool:
        """Whether its check waits for the scanner."""
        return self.check is not None and self.check.scanner_away

    @property
    def pages(self) -> int | None:
        """Its pages or slides; None where nobody knows."""
        return self.check.pages if self.check else None

    @property
    def pictured(self) -> bool:
        """Whether there is a picture of its first page."""
        return self.check is not None and bool(self.check.picture_sha256)


class UploadedPaper(StoredPaper):
    """What files share that a team uploads one after another into the same slot."""

    replaces: Mapped[bool] = mapped_column(default=False)
    """Whether it takes the place of the one before it in its slot, as soon as it was opened and found good."""
    misfit: Mapped[bool] = mapped_column(default=False)
    """Whether its slot does not take it, as opening it told: it has too many pages."""

    @property
    def good(self) -> bool:
        """Whether it was opened, can be read, and is what its slot takes."""
        return self.state == READY and not self.misfit

    @property
    def bad(self) -> bool:
        """Whether it was opened and is not."""
        return self.state == REFUSED or (self.state == READY and self.misfit)


class EntryFile(UploadedPaper, Base):
    """A file that a team uploaded."""

    __tablename__ = "entry_file"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    entry_id: Mapped[UUID] = mapped_column(ForeignKey("entry.id"), index=True)


class UncheckedFile(Base):
    """A file that was replaced or taken off before it was checked: its team is told all the same if it is harmful."""

    __tablename__ = "unchecked_file"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    """That of the file."""
    entry_id: Mapped[UUID] = mapped_column(ForeignKey("entry.id", ondelete="CASCADE"), index=True)
    slot: Mapped[str] = mapped_column(String(40))
    sha256: Mapped[str] = mapped_column(String(64), index=True)


class SubmittedFile(StoredPaper, Base):
    """A file as it was handed in."""

    __tablename__ = "submitted_file"
    __table_args__ = (ForeignKeyConstraint(["entry_id", "version"], ["submission.entry_id", "submission.version"]),)

    entry_id: Mapped[UUID] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    """That of the file it is a copy of."""


Paper = TypeVar("Paper", bound=StoredPaper)
PAPER = ("id", "slot", "name", "size", "type", "sha256", "uploaded_at")
"""What a file of an entry and its copy in a submission have in common."""


def copy_of(paper: StoredPaper, kind: type[Paper]) -> Paper:
    """The file as the other kind, with what is known of it."""
    found = kind(**{name: getattr(paper, name) for name in PAPER})
    set_committed_value(found, "check", paper.check)
    return found


def by_slot(papers: Sequence[Paper]) -> dict[str, list[Paper]]:
    """The files under the keys of their slots."""
    found: dict[str, list[Paper]] = defaultdict(list)
    for paper in papers:
        found[paper.slot].append(paper)
    return dict(found)


def stored_files(papers: Sequence[StoredPaper]) -> dict[str, list[StoredFile]]:
    """The files as a form sees them."""
    return {
        slot: [StoredFile(**{name: getattr(one, name) for name in StoredFile.__struct_fields__}) for one in found]
        for slot, found in by_slot(papers).items()
    }
