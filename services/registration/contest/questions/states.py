"""The life of a question."""

from chassis.states import Life, Step
from contracts.questions import QuestionAnswered, QuestionAsked
from contracts.roles import LEADER, ORGANIZER
from services.registration.contest.questions.models import ANSWERED, CLOSED, OPEN

_TEAM = "by the leader or a member"

QUESTION = Life(
    "question",
    {
        OPEN: "It waits for an answer of the office.",
        ANSWERED: "The office answered; the team may ask on.",
        CLOSED: "Nobody writes in it any more.",
    },
    OPEN,
    (
        Step("ask on", (OPEN, ANSWERED), OPEN, (LEADER,), _TEAM, QuestionAsked),
        Step("take", (OPEN,), OPEN, (ORGANIZER,), "nobody has it"),
        Step("give back", (OPEN,), OPEN, (ORGANIZER,), "by whoever has it, or another organizer"),
        Step("answer", (OPEN, ANSWERED), ANSWERED, (ORGANIZER,), "nobody else has it", QuestionAnswered),
        Step("close", (ANSWERED,), CLOSED, (LEADER, ORGANIZER), f"{_TEAM}, or the office"),
        Step("take back", (OPEN,), CLOSED, (LEADER,), _TEAM),
    ),
)
