"""The life of a likeness between two entries."""

from chassis.states import CLOCK, Life, Step
from contracts.roles import ORGANIZER, SCREENER

FOUND, CLEARED, REFERRED, SETTLED = "found", "cleared", "referred", "settled"
STAFF = (SCREENER, ORGANIZER)
STRANGER = "nobody decides about what they or their organisation have entered"

LIKENESS = Life(
    "likeness",
    {
        FOUND: "Two entries were found alike; nobody has looked at them.",
        CLEARED: "A screener looked: they are no duplicates.",
        REFERRED: "A screener asks the office to deal with it, with a reason.",
        SETTLED: "The office dealt with it, and wrote down how.",
    },
    FOUND,
    (
        Step("clear", (FOUND, CLEARED, REFERRED), CLEARED, STAFF, STRANGER),
        Step("refer", (FOUND, CLEARED, SETTLED), REFERRED, (SCREENER,), f"with a reason; {STRANGER}"),
        Step("settle", (FOUND, CLEARED, REFERRED), SETTLED, (ORGANIZER,), f"with a reason; {STRANGER}"),
        Step(
            "find anew",
            (FOUND, CLEARED, REFERRED, SETTLED),
            FOUND,
            (CLOCK,),
            "one of them is more like the other than before: by a new version, or as organisations were merged",
        ),
    ),
)
SAID_BY = {step.action: step.by for step in LIKENESS.steps if CLOCK not in step.by}
"""What may be said of two alike entries, and who says it, in the edition of either."""
