"""Who leads an entry, under the name the account has."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.registration.contest.entries.actions import index
from services.registration.contest.entries.models import Entry


def rename_leader(session: Session, account_id: UUID, name: str) -> None:
    """Show and find a person's entries by the new name. No new revision: nobody's draft goes stale by it."""
    own = select(Entry).where(Entry.leader_id == account_id, Entry.leader_name != name).order_by(Entry.id)
    # Locked: what is found by takes in the title too, which the leader may be changing now.
    for entry in session.scalars(own.with_for_update().execution_options(populate_existing=True)):
        name_leader(session, entry, account_id, name)
    session.flush()


def name_leader(session: Session, entry: Entry, account_id: UUID, name: str) -> None:
    """Show and find a locked entry by this leader."""
    entry.leader_id, entry.leader_name = account_id, name
    index(session, entry)
