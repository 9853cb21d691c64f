"""E-mails as .eml files: what happens where no mail server is set, and what an organizer can look at."""

import os
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from uuid import UUID

from chassis.http.paging import Page
from services.notify.channels.errors import MailNotFound
from services.notify.channels.models import SEALED, Fate, Kept, Mail, Outcome

_NAME = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\.eml")


class Folder:
    """Writes each e-mail into `<delivery id>.eml`, all of it or nothing."""

    repeatable = True

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def send(self, mail: Mail) -> Outcome:
        """Write the file; writing it again replaces it."""
        temporary = self._folder / f"{mail.id}.part"
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with open(temporary, "wb", opener=private) as file:
                file.write(mail.content)
                file.flush()
                os.fsync(file.fileno())
            temporary.replace(self._folder / f"{mail.id}.eml")
        except OSError as error:
            return Outcome(Fate.DOWN, str(error))
        return Outcome(Fate.SENT)

    def close(self) -> None:
        """Nothing to let go of."""


def private(path: str, flags: int) -> int:
    """Open a file that nobody but the product itself may read (mode 0600)."""
    return os.open(path, flags, 0o600)


def kept_mails(folder: Path, after: str | None, limit: int) -> Page:
    """Written e-mails, newest first (their ids sort by time), after the cursor of the page before."""
    found = _names(folder)
    if after is not None:
        found = [name for name in found if name < f"{after}.eml"]
    page = [_read(folder / name, body=False) for name in found[:limit]]
    return Page(page, str(page[-1].id) if len(found) > limit else None)


def kept_mail(folder: Path, mail_id: UUID) -> Kept:
    """One written e-mail with its texts. Raises MailNotFound. The id being a UUID, no path can be smuggled in."""
    path = folder / f"{mail_id}.eml"
    if path.is_symlink() or not path.is_file():
        raise MailNotFound
    return _read(path, body=True)


def _names(folder: Path) -> Sequence[str]:
    if not folder.is_dir():
        return []
    files = (entry.name for entry in os.scandir(folder) if entry.is_file(follow_symlinks=False))
    return sorted((name for name in files if _NAME.fullmatch(name)), reverse=True)


def _read(path: Path, *, body: bool) -> Kept:
    message = message_from_bytes(path.read_bytes(), policy=policy.default)
    date = getattr(message["Date"], "datetime", None) or datetime.fromtimestamp(path.stat().st_mtime, UTC)
    sealed = SEALED in message
    texts = {kind: _part(message, kind) if body and not sealed else "" for kind in ("plain", "html")}
    header = {name: str(message[name] or "") for name in ("To", "Subject")}
    at = date.astimezone(UTC)
    return Kept(UUID(path.stem), header["To"], header["Subject"], at, texts["plain"], texts["html"], sealed)


def _part(message: EmailMessage, kind: str) -> str:
    part = message.get_body((kind,))
    return str(part.get_content()).replace("\r\n", "\n") if part is not None else ""
