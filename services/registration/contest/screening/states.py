"""The life of a screening."""

from chassis.states import CLOCK, Life, Step
from contracts.roles import LEADER, ORGANIZER, SCREENER
from contracts.screening import CorrectionAsked, EntryScreened, RefusalAnswered
from services.registration.contest.screening.models import (
    ANSWERED,
    CORRECTION,
    FINAL,
    LAPSED,
    OPEN,
    PASSED,
    PROPOSED,
    REFUSED,
    REPLIED,
    TAKEN,
    WAITING,
)

STAFF = (SCREENER, ORGANIZER)
STRANGER = "nobody screens what they or their organisation have entered"

SCREENING = Life(
    "screening",
    {
        WAITING: "The entry was handed in; nobody screens it yet.",
        TAKEN: "A screener has it.",
        PASSED: "It meets every point, and is judged.",
        CORRECTION: "The team may change the named fields and files until the date it was told.",
        ANSWERED: "The team handed its correction in; it waits for a screener again.",
        PROPOSED: "A screener proposes to refuse it; a second person has to confirm that.",
        REFUSED: "It was refused, and the team may reply until the date it was told.",
        REPLIED: "The team replied to the refusal; it waits for a screener again.",
        FINAL: "It was refused and nobody replied in time.",
        LAPSED: "The correction was not handed in in time: it counts as refused.",
    },
    WAITING,
    (
        Step("take", OPEN, TAKEN, STAFF, f"the stage of screening has begun; {STRANGER}"),
        Step("hand over", (*OPEN, TAKEN), TAKEN, STAFF, f"by whoever has it, or an organizer; {STRANGER}"),
        Step("give back", (TAKEN,), WAITING, STAFF, "by whoever has it, or an organizer"),
        Step("pass", (TAKEN,), PASSED, STAFF, "by whoever has it; no point is open or failed", EntryScreened),
        Step(
            "ask for a correction",
            (TAKEN,),
            CORRECTION,
            STAFF,
            "by whoever has it; with reasons; as often as the edition says",
            CorrectionAsked,
        ),
        Step("propose refusal", (TAKEN,), PROPOSED, STAFF, "by whoever has it; with reasons"),
        Step("confirm", (PROPOSED,), REFUSED, STAFF, f"by somebody else; {STRANGER}", EntryScreened),
        Step("send back", (PROPOSED,), TAKEN, STAFF, f"by somebody else; {STRANGER}"),
        Step("correct", (CORRECTION,), ANSWERED, (LEADER,), "in time, nothing missing"),
        Step("lapse", (CORRECTION,), LAPSED, (CLOCK,), "its time is over", EntryScreened),
        Step("reply", (REFUSED,), REPLIED, (LEADER,), "in time", RefusalAnswered),
        Step("become final", (REFUSED,), FINAL, (CLOCK,), "its time is over", EntryScreened),
        Step("reopen", (PASSED, FINAL, LAPSED), WAITING, (ORGANIZER,), "with a reason"),
        Step(
            "begin anew",
            (WAITING, TAKEN, PASSED, CORRECTION, ANSWERED, PROPOSED, REFUSED, REPLIED, FINAL, LAPSED),
            WAITING,
            (LEADER, ORGANIZER),
            "the entry was withdrawn, or handed in once more before the deadline",
        ),
    ),
)
