"""The life of a stage of judging. No column holds its state: it follows from the window that the edition gives it."""

from datetime import datetime

from chassis.states import CLOCK, Life, Step
from contracts.roles import SERVICE

UPCOMING, OPEN, CLOSED = "upcoming", "open", "closed"

STAGE = Life(
    thing="stage of judging",
    states={
        UPCOMING: "Judges see what they are to score and cannot score yet.",
        OPEN: "Judges score and hand in.",
        CLOSED: "Nothing that counts for the ranking changes any more.",
    },
    first=UPCOMING,
    steps=(
        Step("open", (UPCOMING,), OPEN, (CLOCK,), "its window in the edition begins"),
        Step("close", (OPEN,), CLOSED, (CLOCK,), "its window in the edition ends"),
        Step("move", (UPCOMING, OPEN, CLOSED), UPCOMING, (SERVICE,), "the edition's new window lies ahead"),
        Step("reopen", (CLOSED,), OPEN, (SERVICE,), "the edition's new window ends later"),
        Step("close early", (UPCOMING, OPEN), CLOSED, (SERVICE,), "the edition's new window has ended, or it has none"),
    ),
)


def phase(opens_at: datetime, closes_at: datetime, at: datetime) -> str:
    """The state of a stage with this window at a moment; the end is exclusive."""
    if at >= closes_at:
        return CLOSED
    return OPEN if at >= opens_at else UPCOMING
