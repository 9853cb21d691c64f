"""The life of a delivery: the sender, the clock and organizers move it by this table and by nothing else."""

from enum import StrEnum

from chassis.states import CLOCK, Life, Step
from contracts.notify import DeliveryFailed
from contracts.roles import ORGANIZER, SERVICE


class State(StrEnum):
    """Where a delivery stands."""

    QUEUED = "queued"
    NO_ADDRESS = "no-address"
    SENDING = "sending"
    RETRY = "retry"
    DOUBT = "doubt"
    UNKNOWN = "unknown"
    SENT = "sent"
    FAILED = "failed"
    EXPIRED = "expired"
    DEALT_WITH = "dealt-with"
    OVERTAKEN = "overtaken"


OPEN = (State.QUEUED, State.RETRY, State.DOUBT)
"""States in which an attempt is due by itself."""
UNDELIVERED = (State.FAILED, State.UNKNOWN)
"""States in which somebody has to look: these raise the alarm on the organizers' desk."""
ALARMING = "undelivered"
"""What filters call these."""
_GIVEN_UP = (State.FAILED, State.UNKNOWN, State.EXPIRED)

LIFE = Life(
    thing="delivery",
    states={
        State.QUEUED: "An attempt is due, or will be once some time has passed since the last letter on the matter.",
        State.NO_ADDRESS: "The person has no e-mail address, nor a mobile number that can be reached.",
        State.SENDING: "Claimed and committed before the first byte goes out.",
        State.RETRY: "Refused for now, or no server was reached: it is tried again after a pause.",
        State.DOUBT: "It may have arrived: it is sent once more after a long pause, with the same Message-ID.",
        State.UNKNOWN: "Twice it may have arrived: people have to look.",
        State.SENT: "The other side took it.",
        State.FAILED: "Refused for good, or too often, or no server was reached for a day.",
        State.EXPIRED: "No address came in time, or it had happened too long ago to be told this way.",
        State.DEALT_WITH: "An organizer saw to it in another way.",
        State.OVERTAKEN: "A newer letter about the same matter leaves in its place.",
    },
    first=State.QUEUED,
    steps=(
        Step("wait-address", OPEN, State.NO_ADDRESS, by=(CLOCK,), when="The person cannot be reached."),
        Step("release", (State.NO_ADDRESS,), State.QUEUED, by=(SERVICE,), when="An address or number became known."),
        Step(
            "expire",
            (State.QUEUED, State.NO_ADDRESS),
            State.EXPIRED,
            by=(CLOCK,),
            when="No address within a day, or it happened more than three days before it came in.",
        ),
        Step("claim", OPEN, State.SENDING, by=(CLOCK,), when="An attempt is due."),
        Step("hand-over", (State.SENDING,), State.SENT, by=(CLOCK,), when="The other side took it."),
        Step(
            "put-off",
            (State.SENDING,),
            State.RETRY,
            by=(CLOCK,),
            when="Refused for now or no server reached, with patience left; or sending it twice is harmless.",
        ),
        Step("doubt", (State.SENDING,), State.DOUBT, by=(CLOCK,), when="No answer after the content, the first time."),
        Step(
            "lose-sight",
            (State.SENDING,),
            State.UNKNOWN,
            by=(CLOCK,),
            when="No answer after the content, the second time.",
            tells=DeliveryFailed,
        ),
        Step(
            "give-up",
            (State.SENDING,),
            State.FAILED,
            by=(CLOCK,),
            when="Refused for good, or no patience is left.",
            tells=DeliveryFailed,
        ),
        Step(
            "overtake",
            (*OPEN, State.NO_ADDRESS),
            State.OVERTAKEN,
            by=(SERVICE,),
            when="The matter has turned before it left.",
        ),
        Step("send-again", (*_GIVEN_UP, State.DEALT_WITH), State.QUEUED, by=(ORGANIZER,)),
        Step("deal-with", _GIVEN_UP, State.DEALT_WITH, by=(ORGANIZER,)),
    ),
)
