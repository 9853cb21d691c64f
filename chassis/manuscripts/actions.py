"""What people do with a document: begin it, write on, publish it, go back to an earlier revision of it."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, insert, update
from sqlalchemy.orm import Session

from chassis import clock
from chassis.canonical import canonical, fingerprint
from chassis.http.auth import Identity
from chassis.manuscripts.content import Content
from chassis.manuscripts.kinds import Kind
from chassis.manuscripts.life import CHANGE, CHANGED, LIFE, PUBLISH, REVERT, WRITE
from chassis.manuscripts.records import (
    EVENED,
    FILLED,
    RESTORED,
    WRITTEN,
    Manuscript,
    Revision,
    Version,
    find,
    find_revision,
    published_content,
)
from chassis.manuscripts.tables import manuscript as table
from chassis.manuscripts.tables import manuscript_revision as revisions
from chassis.manuscripts.tables import manuscript_version as versions
from chassis.storage import audit, ids

PAUSE = timedelta(minutes=10)
"""After so long without a save, the same person's next one begins a new revision."""
STRETCH = timedelta(hours=1)
"""The longest that saves of one person without a pause make one revision."""


def begin(session: Session, kind: Kind, subject: object, author: Identity, given: Any) -> Manuscript:
    """A new document with a first draft. Raises Invalid."""
    now, content = clock.now(), kind.load(given)
    draft = Revision(1, content, WRITTEN, now, now, author.account_id, author.name)
    made = Manuscript(kind, ids.new_id(), str(subject), LIFE.first, 1, draft, None)
    row = {"id": made.id, "kind": kind.name, "subject": made.subject, "state": made.state}
    session.execute(insert(table).values(**row, saves=made.saves, revision=1, version=0))
    _insert(session, made, draft)
    return made


def begin_published(session: Session, kind: Kind, subject: object, author: Identity, given: Any) -> Manuscript:
    """A new document that is published as it comes. Not recorded: whoever brings it records what it belongs to."""
    made = begin(session, kind, subject, author, given)
    _publish(session, made, author)
    return made


def follow(session: Session, kind: Kind, subject: object, author: Identity, content: Content) -> Manuscript:
    """Let the draft and what is published say this, which was published without them. Raises NotFound."""
    found = find(session, kind, subject, lock=True)
    if published_content(session, found) != content:
        save(session, found, author, content)
        publish(session, found, author)
    return found


def discard(session: Session, manuscript: Manuscript) -> None:
    """Delete a document of which nothing was published, with its history. Whoever calls records it."""
    here = revisions.c.manuscript_id == manuscript.id
    session.execute(delete(revisions).where(here))
    session.execute(delete(table).where(table.c.id == manuscript.id))


def save(session: Session, manuscript: Manuscript, author: Identity, given: Any) -> bool:
    """Replace the draft by what was written; whether that changed anything. What was published stays as it is.

    The document is locked by the caller. Raises Invalid.
    """
    return _write(session, manuscript, author, manuscript.kind.load(given), WRITTEN)


def fill(session: Session, manuscript: Manuscript, author: Identity, given: Any) -> bool:
    """Replace the draft by what another document says, as a revision of its own; whether that changed anything.

    Whoever calls records it. Raises Invalid.
    """
    return _write(session, manuscript, author, manuscript.kind.load(given), FILLED)


def restore(session: Session, manuscript: Manuscript, author: Identity, number: int) -> None:
    """Go on from an earlier revision, which becomes a new one: those in between stay. Raises NotFound."""
    wanted = find_revision(session, manuscript, number)
    if _write(session, manuscript, author, wanted.content, RESTORED):
        _record(session, manuscript, author, "restore", revision=number)


def publish(session: Session, manuscript: Manuscript, author: Identity, **detail: Any) -> Version:
    """Publish the draft; where it was published already, that version. `detail` goes on record. Raises Incomplete."""
    _write(session, manuscript, author, manuscript.kind.complete(manuscript.draft.content), EVENED)
    version = manuscript.published
    if version is None or manuscript.is_changed:
        version = _publish(session, manuscript, author)
    _record(session, manuscript, author, "publish", version=version.number, sha256=version.sha256, **detail)
    return version


def touch(session: Session, manuscript: Manuscript) -> None:
    """Give it a new ETag: something beside the draft changed that whoever saves should have seen."""
    _keep(session, manuscript)


def _publish(session: Session, manuscript: Manuscript, author: Identity) -> Version:
    before, draft = manuscript.published, manuscript.draft
    number = before.number + 1 if before else 1
    facts = (number, draft.number, fingerprint(draft.content), clock.now(), author.account_id, author.name)
    manuscript.published = version = Version(*facts)
    session.execute(insert(versions).values(manuscript_id=manuscript.id, **vars(version)))
    LIFE.move(manuscript, PUBLISH)
    _keep(session, manuscript)
    return version


def _write(session: Session, manuscript: Manuscript, author: Identity, content: Content, origin: str) -> bool:
    before = manuscript.draft
    if content == before.content:
        return False
    now = clock.now()
    if _goes_on(manuscript, author, origin, now):
        written = Revision(before.number, content, origin, before.begun_at, now, author.account_id, author.name)
        here = (revisions.c.manuscript_id == manuscript.id, revisions.c.number == before.number)
        session.execute(update(revisions).where(*here).values(content=canonical(content).decode(), saved_at=now))
    else:
        written = Revision(before.number + 1, content, origin, now, now, author.account_id, author.name)
        _insert(session, manuscript, written)
        if origin == WRITTEN:
            _record(session, manuscript, author, "write", revision=written.number)
    manuscript.draft = written
    LIFE.move(manuscript, _step(manuscript))
    _keep(session, manuscript)
    return True


def _goes_on(manuscript: Manuscript, author: Identity, origin: str, now: datetime) -> bool:
    """Whether what is saved belongs to the stretch in which the draft was written."""
    draft, published = manuscript.draft, manuscript.published
    if published is not None and published.revision == draft.number:
        return False
    same = draft.saved_by == author.account_id and draft.origin == origin == WRITTEN
    return same and now - draft.saved_at <= PAUSE and now - draft.begun_at <= STRETCH


def _step(manuscript: Manuscript) -> str:
    if manuscript.published is None:
        return WRITE
    same = fingerprint(manuscript.draft.content) == manuscript.published.sha256
    return REVERT if same and manuscript.state == CHANGED else CHANGE


def _insert(session: Session, manuscript: Manuscript, revision: Revision) -> None:
    facts = {**vars(revision), "content": canonical(revision.content).decode()}
    session.execute(insert(revisions).values(manuscript_id=manuscript.id, **facts))


def _keep(session: Session, manuscript: Manuscript) -> None:
    """Store where it stands, under a new ETag."""
    manuscript.saves += 1
    facts = {
        "state": manuscript.state,
        "saves": manuscript.saves,
        "revision": manuscript.draft.number,
        "version": manuscript.published.number if manuscript.published else 0,
    }
    session.execute(update(table).where(table.c.id == manuscript.id).values(**facts))


def _record(session: Session, manuscript: Manuscript, author: Identity, did: str, **detail: Any) -> None:
    audit.record(session, author.account_id, f"{manuscript.kind.name}.{did}", manuscript.subject, **detail)
