"""Files as they arrive: with the check that is asked for at once, and those that still wait for it."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import set_committed_value

from chassis import clock
from chassis.files.kinds import named_for
from chassis.forms.files import CHECKING
from chassis.storage import ids
from services.registration.contest.papers.models import Paper, StoredPaper
from services.registration.files.checks.actions import ask_check
from services.registration.files.checks.models import FileCheck


def new_paper(session: Session, kind: type[Paper], slot: str, *, name: str, size: int, type: str, sha256: str) -> Paper:
    """A stored file for a slot, uploaded now. It is opened soon after, unless the same content was opened before."""
    stored = {"name": named_for(name, type), "size": size, "type": type, "sha256": sha256}
    paper = kind(**{"id": ids.new_id(), "slot": slot, "uploaded_at": clock.now(), **stored})
    set_committed_value(paper, "check", ask_check(session, sha256, type))
    return paper


def unchecked(session: Session, kind: type[StoredPaper], whose: ColumnElement[bool]) -> Sequence[tuple[str, str]]:
    """Content and type of the files of this kind, among those of `whose`, that were not opened yet."""
    same = (kind.sha256 == FileCheck.sha256, kind.type == FileCheck.type)
    waiting = select(FileCheck.sha256, FileCheck.type).where(FileCheck.state == CHECKING, *same, whose)
    return [(sha256, type) for sha256, type in session.execute(waiting.distinct())]
