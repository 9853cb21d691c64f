"""The life of a resolution."""

from chassis.states import Life, Step
from contracts.resolutions import ResolutionDecided
from contracts.roles import ORGANIZER

PROPOSED, ADOPTED, REJECTED, WITHDRAWN = "proposed", "adopted", "rejected", "withdrawn"

RESOLUTION = Life(
    thing="resolution",
    states={
        PROPOSED: "One person proposed it; nothing was done, and another person decides.",
        ADOPTED: "Another person adopted it, and what it says was done at once.",
        REJECTED: "Another person rejected it, with a reason; nothing was done.",
        WITHDRAWN: "Whoever proposed it took it back; nothing was done.",
    },
    first=PROPOSED,
    steps=(
        Step(
            "adopt",
            (PROPOSED,),
            ADOPTED,
            (ORGANIZER,),
            "not by who proposed it; nothing that it rests on has changed",
            ResolutionDecided,
        ),
        Step("reject", (PROPOSED,), REJECTED, (ORGANIZER,), "not by who proposed it; with a reason", ResolutionDecided),
        Step("withdraw", (PROPOSED,), WITHDRAWN, (ORGANIZER,), "by who proposed it"),
    ),
)
