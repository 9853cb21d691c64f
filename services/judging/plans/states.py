"""The life of a plan of assignment."""

from chassis.states import Life, Step
from contracts.judging import AssignmentMade, AssignmentRemoved
from contracts.roles import ORGANIZER

PROPOSED, MADE, UNDONE = "proposed", "made", "undone"

PLAN = Life(
    thing="assignment plan",
    states={
        PROPOSED: "Shown to organizers; nobody was assigned by it. The next plan of the stage takes its place.",
        MADE: "Its assignments were made, with a receipt of how they were found.",
        UNDONE: "What it made was taken back before anybody began; kept as a record.",
    },
    first=PROPOSED,
    steps=(
        Step("make", (PROPOSED,), MADE, (ORGANIZER,), "nothing it rests on has changed", AssignmentMade),
        Step("undo", (MADE,), UNDONE, (ORGANIZER,), "no sheet of it was begun, no later plan made", AssignmentRemoved),
    ),
)
