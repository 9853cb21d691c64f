"""A file of an entry as pages show it: its name, its first page, and what is wrong with it."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from flask import url_for

from chassis.files.wording import CHECKING, FOUND, SCANNER_AWAY
from chassis.forms import files
from chassis.forms.fields import File
from chassis.forms.files import StoredFile, slot_error
from gateway.clients.registration.entries import EntryFile
from gateway.clients.screening import ScreenedFile


@dataclass(frozen=True)
class Paper:
    """A file as a page shows it."""

    name: str
    size: int
    pages: int | None
    address: str
    picture: str
    """Where its first page in small is read; empty where there is none."""
    id: UUID
    uploaded_at: datetime | None = None
    checking: bool = False
    """Whether it was not opened yet."""
    said: str = ""
    """Why it is refused, or what its check waits for."""


def paper_of(entry_id: UUID, file: EntryFile | ScreenedFile) -> Paper:
    """The file of an entry as a page shows it."""
    own: dict[str, Any] = {"entry_id": entry_id, "file_id": file.id}
    return paper_at(file, url_for("files.download", **own), url_for("files.picture", **own) if file.pictured else "")


def newer_paper(paper: Paper, slot: File, file: EntryFile) -> Paper:
    """A file that is to replace the one in its slot: with why it did not, also where opening it told that it is wrong
    there.
    """
    error = slot_error(slot, type=file.type, size=file.size, pages=file.pages)
    return paper if paper.said or error is None else replace(paper, said=error.body()["message"])


def paper_at(file: EntryFile | ScreenedFile, address: str, picture: str = "") -> Paper:
    """The file that is read at this address, its first page in small at the other."""
    facts: dict[str, Any] = {name: getattr(file, name) for name in ("id", "name", "size", "pages")}
    facts |= {"address": address, "picture": picture}
    if isinstance(file, EntryFile):
        facts |= {"uploaded_at": file.uploaded_at, "checking": file.state == files.CHECKING, "said": _said(file)}
    return Paper(**facts)


def stored_file(file: EntryFile | ScreenedFile) -> StoredFile:
    """The file as a form sees it."""
    return StoredFile(name=file.name, size=file.size, type=file.type, sha256=file.sha256, pages=file.pages)


def _said(file: EntryFile) -> str:
    if file.state == files.CHECKING:
        return str(SCANNER_AWAY if file.scanner_away else CHECKING)
    return str(FOUND[file.finding]) if file.finding else ""
