"""The life of a conflict of interest that was told. What is detected from facts holds as long as the facts do."""

from chassis.states import Life, Step
from contracts.roles import ORGANIZER

ACTIVE, LIFTED = "active", "lifted"

CONFLICT = Life(
    thing="conflict of interest",
    states={
        ACTIVE: "The judge is given nothing that it touches.",
        LIFTED: "An organizer found that it does not hold; kept as a record.",
    },
    first=ACTIVE,
    steps=(Step("lift", (ACTIVE,), LIFTED, (ORGANIZER,), "a reason is given"),),
)
