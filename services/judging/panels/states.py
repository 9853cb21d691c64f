"""The lives of an assignment and of its score sheet."""

from chassis.states import Life, Step
from contracts.judging import AssignmentRemoved, JudgeRecused, SheetReturned, SheetSubmitted
from contracts.roles import JUDGE, ORGANIZER, SERVICE

ACTIVE, REMOVED = "active", "removed"
NONE, DRAFT, SUBMITTED, RETURNED, VOID = "none", "draft", "submitted", "returned", "void"

ASSIGNMENT = Life(
    thing="assignment",
    states={
        ACTIVE: "The judge sees the entry and is to score it.",
        REMOVED: "Kept as a record; the judge no longer sees it.",
    },
    first=ACTIVE,
    steps=(
        Step("remove", (ACTIVE,), REMOVED, (ORGANIZER,), "the stage has not closed", AssignmentRemoved),
        Step(
            "void late",
            (ACTIVE,),
            REMOVED,
            (ORGANIZER,),
            "the result is sealed; one proposed it and another adopted it",
            AssignmentRemoved,
        ),
        Step(
            "disqualify",
            (ACTIVE,),
            REMOVED,
            (ORGANIZER,),
            "the entry was disqualified: one proposed it and another adopted it",
            AssignmentRemoved,
        ),
        Step("withdraw", (ACTIVE,), REMOVED, (SERVICE,), "the entry was withdrawn", AssignmentRemoved),
        Step("refuse", (ACTIVE,), REMOVED, (SERVICE,), "the entry did not pass its screening", AssignmentRemoved),
        Step(
            "recuse",
            (ACTIVE,),
            REMOVED,
            (JUDGE, ORGANIZER, SERVICE),
            "the judge has an interest in the entry or declines it, and the stage has not closed",
            JudgeRecused,
        ),
        Step(
            "free",
            (ACTIVE,),
            REMOVED,
            (SERVICE,),
            "the judge may judge there no longer and has not handed the sheet in",
            AssignmentRemoved,
        ),
    ),
)

SHEET = Life(
    thing="score sheet",
    states={
        NONE: "Blank; nothing was saved yet.",
        DRAFT: "Begun; counts for nothing yet.",
        SUBMITTED: "Handed in and locked; counts for the ranking.",
        RETURNED: "Given back to its judge for change; counts for nothing until handed in again.",
        VOID: "Its assignment has ended; kept, and counts for nothing.",
    },
    first=NONE,
    steps=(
        Step("save", (NONE, DRAFT), DRAFT, (JUDGE,), "the stage is open"),
        Step("save", (RETURNED,), RETURNED, (JUDGE,), "the stage is open"),
        Step(
            "submit",
            (DRAFT, RETURNED),
            SUBMITTED,
            (JUDGE,),
            "the stage is open and nothing is missing",
            SheetSubmitted,
        ),
        Step(
            "return",
            (SUBMITTED,),
            RETURNED,
            (ORGANIZER,),
            "the stage has not closed; afterwards one proposes it and another adopts it",
            SheetReturned,
        ),
        Step("void", (NONE, DRAFT, SUBMITTED, RETURNED), VOID, (JUDGE, ORGANIZER, SERVICE), "its assignment ends"),
    ),
)
