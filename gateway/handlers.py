"""What the gateway reacts to: editions, organisations made one, unread counts, and answers to a person's export."""

from collections.abc import Mapping, Sequence

from sqlalchemy.orm import Session

from chassis.part import Handler
from contracts.events import Event
from contracts.exports import SealedAnswer
from contracts.judging import JudgingAnswered
from contracts.notify import InboxChanged, NotifyAnswered
from contracts.organisations import OrganisationMerged, OrganisationParted
from contracts.registration import EditionPublished, RegistrationAnswered
from gateway.accounts import organisations
from gateway.editions.copies import edition_in, store_edition
from gateway.inbox.actions import keep_count
from gateway.privacy.exports import take_answer


def collect(event: SealedAnswer, session: Session) -> None:
    """Keep the piece as it came, sealed."""
    take_answer(session, event)


def copy_edition(event: EditionPublished, session: Session) -> None:
    """Show the edition on every page as it is from now on."""
    store_edition(session, edition_in(event))


def follow_merge(event: OrganisationMerged, session: Session) -> None:
    """Let roles held for the one hold for the other."""
    organisations.follow_merge(session, event.organisation_id, event.into_id)


def follow_parting(event: OrganisationParted, session: Session) -> None:
    """Let roles go back with the organisation they came along with."""
    organisations.follow_parting(session, event.organisation_id, event.from_id, event.followed_ids)


HANDLERS: Mapping[type[Event], Sequence[Handler]] = {
    EditionPublished: (copy_edition,),
    OrganisationMerged: (follow_merge,),
    OrganisationParted: (follow_parting,),
    RegistrationAnswered: (collect,),
    JudgingAnswered: (collect,),
    NotifyAnswered: (collect,),
    InboxChanged: (keep_count,),
}
