"""The life of a joint applicant."""

from chassis.states import Life, Step
from contracts.roles import LEADER
from contracts.teams import JointApplicantAnswered
from services.registration.contest.joint_applicants.models import CONFIRMED, DECLINED, LETTER, WAITING

REPRESENTATIVE = "representative"
"""A person of the organisation: whoever has the link and an account, but those of the team."""
OPEN = "before the deadline, the entry being written"

JOINT_APPLICANT = Life(
    "joint applicant",
    {
        WAITING: "The form names it; nothing shows yet that it agrees.",
        CONFIRMED: "A person of the organisation confirmed through the link.",
        DECLINED: "A person of the organisation said no.",
        LETTER: "A letter of the organisation lies among the files.",
    },
    WAITING,
    (
        Step("make a link", (WAITING, DECLINED), WAITING, (LEADER,), OPEN),
        Step("confirm", (WAITING,), CONFIRMED, (REPRESENTATIVE,), "before the deadline", JointApplicantAnswered),
        Step("decline", (WAITING,), DECLINED, (REPRESENTATIVE,), "before the deadline", JointApplicantAnswered),
        Step("name the letter", (WAITING, DECLINED, LETTER), LETTER, (LEADER,), OPEN),
        Step("lose the letter", (LETTER,), WAITING, (LEADER,), "the file was removed, or is no longer named"),
    ),
)
