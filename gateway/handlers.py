"""What the gateway reacts to: the parts' answers to a person's export."""

from collections.abc import Mapping, Sequence

from sqlalchemy.orm import Session

from chassis.part import Handler
from contracts.events import Event
from contracts.exports import SealedAnswer
from contracts.judging import JudgingAnswered
from contracts.notify import NotifyAnswered
from contracts.registration import RegistrationAnswered
from gateway.privacy.exports import take_answer


def collect(event: SealedAnswer, session: Session) -> None:
    """Keep the piece as it came, sealed."""
    take_answer(session, event)


HANDLERS: Mapping[type[Event], Sequence[Handler]] = {
    RegistrationAnswered: (collect,),
    JudgingAnswered: (collect,),
    NotifyAnswered: (collect,),
}
