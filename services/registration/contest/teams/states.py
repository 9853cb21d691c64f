"""The life of a place in a team."""

from chassis.states import Life, Step
from contracts.roles import LEADER
from contracts.teams import TeamMemberConfirmed, TeamMemberDeclined, TeamMemberLeft, TeamMemberRemoved
from services.registration.contest.teams.models import CONFIRMED, DECLINED, INVITED, LEFT, REMOVED, WITHDRAWN

INVITEE = "invitee"
"""Whoever the invitation is for: any person with an account."""
OPEN = "before the deadline, the entry not handed in"

TEAM_MEMBER = Life(
    "team member",
    {
        INVITED: "The leader asked somebody to take this place; they have not answered.",
        CONFIRMED: "They confirmed for themselves, and see the entry.",
        DECLINED: "They said no.",
        WITHDRAWN: "The leader took the invitation back.",
        LEFT: "They left the team.",
        REMOVED: "The leader removed them, with a reason they were told.",
    },
    INVITED,
    (
        Step("confirm", (INVITED,), CONFIRMED, (INVITEE,), OPEN, TeamMemberConfirmed),
        Step("decline", (INVITED,), DECLINED, (INVITEE,), "", TeamMemberDeclined),
        Step("withdraw", (INVITED,), WITHDRAWN, (LEADER,)),
        Step("leave", (CONFIRMED,), LEFT, (INVITEE,), f"{OPEN}; not the leader", TeamMemberLeft),
        Step("remove", (CONFIRMED,), REMOVED, (LEADER,), f"{OPEN}; not the leader", TeamMemberRemoved),
        Step("send again", (INVITED,), INVITED, (LEADER,), f"{OPEN}; some minutes after the last time"),
        Step("invite anew", (DECLINED, WITHDRAWN, LEFT, REMOVED), INVITED, (LEADER,), f"{OPEN}; there is room"),
    ),
)
