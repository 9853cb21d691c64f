"""Asking for the check of a file, and keeping what it told."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import delete, exists, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from chassis import clock
from chassis.files.opened import Opened
from chassis.forms.files import CHECKING
from chassis.storage.upserts import upsert
from services.registration.files.checks.models import FileCheck
from services.registration.files.checks.states import FILE_CHECK
from services.registration.files.contents.store import StoredFile

AGAIN = timedelta(seconds=30)
"""How long a check waits that could not be made."""
KEPT = timedelta(hours=24)
"""How long what a check told is kept of a file that belongs to nothing any more."""


@dataclass(frozen=True)
class Outcome:
    """What checking a file came to: what it says, or the finding that refuses it, or neither yet."""

    opened: Opened | None = None
    picture: StoredFile | None = None
    finding: str = ""
    scanner_away: bool = False

    @property
    def action(self) -> str:
        """The step of the file's life that it leads to."""
        return "refuse" if self.finding else "accept" if self.opened else "wait"


def ask_check(session: Session, sha256: str, type: str) -> FileCheck:
    """The check of a stored file: asked for now, unless somebody had the same content before."""
    now = clock.now()
    new = {"sha256": sha256, "type": type, "state": CHECKING, "finding": "", "picture_sha256": "", "picture_size": 0}
    new |= {"scanner_away": False, "asked_at": now, "due_at": now, "about": {}, "text": ""}
    session.execute(upsert(session, FileCheck).values(**new).on_conflict_do_nothing())
    return session.get_one(FileCheck, (sha256, type))


def next_due(session: Session) -> tuple[str, str] | None:
    """Content and type of the file that waits longest to be looked at."""
    waiting = select(FileCheck.sha256, FileCheck.type).where(
        FileCheck.state == CHECKING, FileCheck.due_at <= clock.now()
    )
    found = session.execute(waiting.order_by(FileCheck.due_at, FileCheck.sha256).limit(1)).one_or_none()
    return (found.sha256, found.type) if found else None


def settle(session: Session, sha256: str, type: str, outcome: Outcome) -> bool:
    """Keep what a check came to; whether that is news, as two may have looked at once, or its row may be gone."""
    check = session.get(FileCheck, (sha256, type), with_for_update=True)
    if check is None or not FILE_CHECK.allows(check.state, outcome.action):
        return False
    FILE_CHECK.move(check, outcome.action)
    check.finding, check.scanner_away = outcome.finding, outcome.scanner_away
    if outcome.action == "wait":
        check.due_at = clock.now() + AGAIN
        return True
    check.checked_at = clock.now()
    if outcome.opened:
        check.pages, check.about, check.text = outcome.opened.pages, outcome.opened.about, outcome.opened.text
    if outcome.picture:
        check.picture_sha256, check.picture_size = outcome.picture.sha256, outcome.picture.size
    return True


def forget_words(session: Session, contents: Sequence[str]) -> None:
    """Forget what these files say of the people behind them, and their text."""
    for check in session.scalars(select(FileCheck).where(FileCheck.sha256.in_(contents))):
        check.about, check.text = {}, ""


def forget_unused(session: Session, referring: Sequence[InstrumentedAttribute[str]]) -> None:
    """Forget the checks of files that no row refers to any more in the columns of `referring`."""
    used = [exists().where(column == FileCheck.sha256) for column in referring]
    old = delete(FileCheck).where(FileCheck.asked_at < clock.now() - KEPT)
    session.execute(old.where(*(~one for one in used)).execution_options(synchronize_session=False))
