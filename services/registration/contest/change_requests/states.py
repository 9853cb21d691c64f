"""The life of a change request."""

from chassis.states import Life, Step
from contracts.change_requests import ChangeDecided, ChangeRequested
from contracts.roles import LEADER, ORGANIZER
from services.registration.contest.change_requests.models import APPROVED, DRAFT, LIVE, OPEN, REFUSED, WITHDRAWN

_OPEN = "after the deadline, before the results are public"

CHANGE_REQUEST = Life(
    "change request",
    {
        DRAFT: "The leader writes it; the office does not see it yet.",
        OPEN: "It waits for a decision of the office.",
        WITHDRAWN: "The leader took it back.",
        APPROVED: "It was approved: a new version of the entry stands.",
        REFUSED: "It was refused; the entry stands as it was.",
    },
    DRAFT,
    (
        Step("ask", (DRAFT,), OPEN, (LEADER,), f"{_OPEN}; something differs, and nothing is missing", ChangeRequested),
        Step("withdraw", LIVE, WITHDRAWN, (LEADER,)),
        Step(
            "approve",
            (OPEN,),
            APPROVED,
            (ORGANIZER,),
            f"{_OPEN}; not one's own entry or organisation's; the version it was asked about still stands",
            ChangeDecided,
        ),
        Step(
            "refuse",
            (OPEN,),
            REFUSED,
            (ORGANIZER,),
            "with a reason; not one's own entry or organisation's",
            ChangeDecided,
        ),
    ),
)
