"""What registration deletes by the clock: drafts that were never handed in, some time after their edition closed."""

from datetime import timedelta
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from chassis import clock
from chassis.config import Settings
from chassis.http.auth import NOBODY
from chassis.storage import audit
from chassis.storage.engine import Database
from services.registration.config import RegistrationSettings
from services.registration.contest.editions.models import Edition
from services.registration.contest.entries.models import Entry
from services.registration.contest.entries.word_index import drop_pieces
from services.registration.contest.papers.models import EntryFile
from services.registration.contest.teams.departures import drop_departures
from services.registration.contest.teams.models import TeamComment, TeamMember
from services.registration.contest.uploads.models import Upload


def drop_old_drafts(database: Database, settings: Settings) -> None:
    """Delete them, their files with the next sweep. What was handed in once stays, also where it was withdrawn."""
    if isinstance(settings, RegistrationSettings):
        limit = clock.now() - timedelta(days=settings.draft_days)
        over = Entry.edition.in_(select(Edition.slug).where(Edition.closes_at < limit))
        with database.write() as session:
            drop_departures(session, limit)
            if count := delete_drafts(session, over):
                audit.record(session, NOBODY, "drafts.expired", "entries", drafts=count)


def delete_drafts(session: Session, which: Any) -> int:
    """Delete the drafts among these entries, with uploads under way; returns how many."""
    found = session.scalars(select(Entry.id).where(which, Entry.version == 0)).all()
    drop_pieces(session.connection(), found)
    session.execute(delete(Upload).where(Upload.entry_id.in_(found)))
    session.execute(delete(EntryFile).where(EntryFile.entry_id.in_(found)))
    session.execute(delete(TeamMember).where(TeamMember.entry_id.in_(found)))
    session.execute(delete(TeamComment).where(TeamComment.entry_id.in_(found)))
    session.execute(delete(Entry).where(Entry.id.in_(found)))
    return len(found)
