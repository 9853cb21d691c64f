"""By which words an entry is found, and who leads it, under the name the account has."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from chassis.forms.showing import searchable
from chassis.words.folding import fold
from services.registration.contest.entries.completeness import form_of
from services.registration.contest.entries.models import Entry
from services.registration.contest.entries.standing import standing


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


def index(session: Session, entry: Entry) -> None:
    """Make the entry findable by the words that stand, and by its leader's name."""
    found = standing(session, entry)
    words = searchable(form_of(session, found), found.answers)
    entry.search_text = fold(" ".join((entry.number or "", words, entry.leader_name)))
