"""The life of an entry, as far as the team takes it."""

from chassis.states import Life, Step
from contracts.registration import EntrySubmitted, EntryWithdrawn
from contracts.roles import LEADER, ORGANIZER
from services.registration.contest.entries.models import DRAFT, SUBMITTED, WITHDRAWN

ENTRY = Life(
    "entry",
    {
        DRAFT: "The team writes it; it was never handed in.",
        SUBMITTED: "It was handed in: a copy stands, and judges are given it, whatever the team writes beside it.",
        WITHDRAWN: "It was handed in and taken back; it keeps its number and may be handed in again.",
    },
    DRAFT,
    (
        Step(
            "submit", (DRAFT, WITHDRAWN), SUBMITTED, (LEADER,), "before the deadline, nothing missing", EntrySubmitted
        ),
        Step("revise", (SUBMITTED,), SUBMITTED, (LEADER,), "before the deadline; a next version is written beside it"),
        Step("discard", (SUBMITTED,), SUBMITTED, (LEADER,), "before the deadline; the next version is thrown away"),
        Step(
            "submit",
            (SUBMITTED,),
            SUBMITTED,
            (LEADER,),
            "before the deadline, nothing missing in the next version, which replaces the one before",
            EntrySubmitted,
        ),
        Step(
            "restore",
            (WITHDRAWN,),
            SUBMITTED,
            (LEADER,),
            "before the deadline, title and team in order; what was handed in last stands again, as a new version",
            EntrySubmitted,
        ),
        Step("correct", (SUBMITTED,), SUBMITTED, (LEADER,), "a correction was asked for; in time", EntrySubmitted),
        Step(
            "change",
            (SUBMITTED,),
            SUBMITTED,
            (ORGANIZER,),
            "after the deadline, as the team asked for it; not one's own entry or organisation's",
            EntrySubmitted,
        ),
        Step(
            "withdraw",
            (SUBMITTED,),
            WITHDRAWN,
            (LEADER, ORGANIZER),
            "before the deadline; by an organizer alone once judging began",
            EntryWithdrawn,
        ),
    ),
)
