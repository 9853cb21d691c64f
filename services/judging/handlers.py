"""What judging reacts to."""

from collections.abc import Mapping, Sequence

from sqlalchemy.orm import Session

from chassis.part import Handler
from contracts.events import Event
from contracts.gateway import AccountChanged, AccountClosed, AccountRegistered, ExportRequested
from contracts.registration import EntrySubmitted, EntryWithdrawn
from contracts.roles import JUDGE
from contracts.scopes import EVERYWHERE
from services.judging.panels import entries
from services.judging.panels.actions import register_judge, retire_judge
from services.judging.people.personal_data import answer_export, forget_person


def know_judge(event: AccountRegistered | AccountChanged, session: Session) -> None:
    """A person who may judge becomes assignable; one who no longer may is given nothing new."""
    if JUDGE in event.roles:
        register_judge(session, event.account_id, event.name, _scopes(event))
    else:
        retire_judge(session, event.account_id, event.name)


def _scopes(event: AccountRegistered | AccountChanged) -> list[str]:
    grants = event.grants if isinstance(event, AccountChanged) else ()
    return [scope for role, scope in grants if role == JUDGE] or [EVERYWHERE]


def take_in_entry(event: EntrySubmitted, session: Session) -> None:
    """Keep a copy of what judges may see."""
    entries.take_in(session, event)


def withdraw_entry(event: EntryWithdrawn, session: Session) -> None:
    """The entry leaves judging."""
    entries.withdraw(session, event)


HANDLERS: Mapping[type[Event], Sequence[Handler]] = {
    AccountRegistered: (know_judge,),
    AccountChanged: (know_judge,),
    AccountClosed: (forget_person,),
    ExportRequested: (answer_export,),
    EntrySubmitted: (take_in_entry,),
    EntryWithdrawn: (withdraw_entry,),
}
