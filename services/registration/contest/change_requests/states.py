"""The lives of a change request, and of somebody who is to join a team by one."""

from chassis.states import Life, Step
from contracts.change_requests import AdditionAnswered, ChangeDecided, ChangeRequested
from contracts.roles import LEADER, ORGANIZER
from services.registration.contest.change_requests.models import (
    APPROVED,
    DRAFT,
    LIVE,
    OPEN,
    PARTLY,
    REFUSED,
    WITHDRAWN,
)
from services.registration.contest.teams.models import CONFIRMED, DECLINED, INVITED
from services.registration.contest.teams.states import INVITEE

_OPEN = "after the deadline, before the results are public"
_APPROVING = f"{_OPEN}; not one's own entry or organisation's; the version it was asked about still stands"

CHANGE_REQUEST = Life(
    "change request",
    {
        DRAFT: "The leader writes it; the office does not see it yet.",
        OPEN: "It waits for a decision of the office.",
        WITHDRAWN: "The leader took it back.",
        APPROVED: "It was approved: a new version of the entry stands.",
        PARTLY: "Some of its rows were approved: a new version stands, with these alone.",
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
            f"every row; {_APPROVING}",
            ChangeDecided,
        ),
        Step(
            "approve in part",
            (OPEN,),
            PARTLY,
            (ORGANIZER,),
            f"some rows, the others refused with a reason each; {_APPROVING}",
            ChangeDecided,
        ),
        Step(
            "refuse",
            (OPEN,),
            REFUSED,
            (ORGANIZER,),
            "every row, with a reason each; not one's own entry or organisation's",
            ChangeDecided,
        ),
    ),
)

ADDITION = Life(
    "addition",
    {
        INVITED: "The leader asks by a change request to take them into the team; they have not answered.",
        CONFIRMED: "They confirmed for themselves; they join once the office approves.",
        DECLINED: "They said no.",
    },
    INVITED,
    (
        Step("confirm", (INVITED,), CONFIRMED, (INVITEE,), f"{_OPEN}; the request not decided", AdditionAnswered),
        Step("decline", (INVITED, CONFIRMED), DECLINED, (INVITEE,), "the request not decided", AdditionAnswered),
    ),
)
