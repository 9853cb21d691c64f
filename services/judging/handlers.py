"""What judging reacts to."""

from collections.abc import Mapping, Sequence

from sqlalchemy.orm import Session

from chassis.http.auth import Identity
from chassis.part import Handler
from contracts.events import Event
from contracts.gateway import AccountChanged, AccountClosed, AccountRegistered, ExportRequested
from contracts.registration import EditionPublished, EntrySubmitted, EntryWithdrawn
from contracts.roles import JUDGE
from contracts.scopes import EVERYWHERE
from contracts.screening import EntryScreened
from services.judging.conflict_desk.enforcing import enforce
from services.judging.conflicts.bars import bars_of
from services.judging.editions import actions as editions
from services.judging.entries import actions as entries
from services.judging.judges.actions import register_judge, retire_judge
from services.judging.panels.moves import tell_judges
from services.judging.panels.new_versions import tell_of_version
from services.judging.panels.removal import end_refused, end_withdrawn, free_judge
from services.judging.people.personal_data import answer_export, forget_person


def keep_edition(event: EditionPublished, session: Session) -> None:
    """Every judging page follows the edition's dates and names; judges at work are told of dates that moved."""
    tell_judges(session, event, editions.keep_edition(session, event))
    entries.settle_entries(session, event.edition)


def know_judge(event: AccountRegistered | AccountChanged, session: Session) -> None:
    """A person who may judge becomes assignable; what one who may not has left undone goes back to be given out."""
    if JUDGE in event.roles:
        register_judge(session, event.account_id, event.name, _scopes(event))
    else:
        retire_judge(session, event.account_id, event.name)
    free_judge(session, event.account_id)


def _scopes(event: AccountRegistered | AccountChanged) -> list[str]:
    grants = event.grants if isinstance(event, AccountChanged) else ()
    return [scope for role, scope in grants if role == JUDGE] or [EVERYWHERE]


def take_in_entry(event: EntrySubmitted, session: Session) -> None:
    """Keep a copy of what judges may see; judges who wrote about an earlier version hear of the new one.

    Whoever may not judge it any more, since somebody joined its team, has it no longer.
    """
    before = bars_of(session, event.edition, entry_id=event.entry_id)
    renewed = entries.take_in(session, event)
    enforce(session, Identity(event.leader_id, ""), event.edition, before, entry_id=event.entry_id)
    if renewed:
        tell_of_version(session, event)


def withdraw_entry(event: EntryWithdrawn, session: Session) -> None:
    """The entry leaves judging, and its assignments end."""
    if entries.withdraw(session, event):
        end_withdrawn(session, event)


def keep_outcome(event: EntryScreened, session: Session) -> None:
    """What passed is judged; what was refused leaves judging, and its assignments end."""
    if entries.keep_outcome(session, event):
        end_refused(session, event)


HANDLERS: Mapping[type[Event], Sequence[Handler]] = {
    AccountRegistered: (know_judge,),
    AccountChanged: (know_judge,),
    AccountClosed: (forget_person,),
    ExportRequested: (answer_export,),
    EditionPublished: (keep_edition,),
    EntrySubmitted: (take_in_entry,),
    EntryWithdrawn: (withdraw_entry,),
    EntryScreened: (keep_outcome,),
}
