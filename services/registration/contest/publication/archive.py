"""Archiving an edition that is over, and taking that back."""

from sqlalchemy.orm import Session

from chassis import clock
from chassis.http.auth import Identity
from chassis.storage import audit
from services.registration.contest.editions.models import Edition
from services.registration.contest.publication.actions import publish_version
from services.registration.contest.publication.errors import StillRunning
from services.registration.contest.publication.states import ARCHIVE, ARCHIVED, EDITION_LIFE, REOPEN, state_of


def archive_edition(session: Session, caller: Identity, edition: Edition) -> None:
    """Fix the edition as it is; it stays public. Doing it again changes nothing. Raises StillRunning."""
    now = clock.now()
    state = state_of(edition, now)
    if state == ARCHIVED:
        return
    if not EDITION_LIFE.allows(state, ARCHIVE):
        raise StillRunning
    edition.archived_at = now
    publish_version(session, edition, edition.stages)
    audit.record(session, caller.account_id, "edition.archive", edition.slug, sha256=edition.sha256)


def reopen_edition(session: Session, caller: Identity, edition: Edition) -> None:
    """Let an archived edition change again. Doing it again changes nothing."""
    if not EDITION_LIFE.allows(state_of(edition, clock.now()), REOPEN):
        return
    edition.archived_at = None
    publish_version(session, edition, edition.stages)
    audit.record(session, caller.account_id, "edition.reopen", edition.slug)
