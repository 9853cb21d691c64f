"""The life of a document that people write."""

from chassis.states import Life, Step
from contracts.roles import ORGANIZER

DRAFT, PUBLISHED, CHANGED = "draft", "published", "changed"
WRITE, CHANGE, REVERT, PUBLISH = "write", "change", "revert", "publish"

LIFE = Life(
    "document",
    {
        DRAFT: "It is being written; nothing of it was published yet.",
        PUBLISHED: "What was published last is what stands in the draft.",
        CHANGED: "The draft differs from what was published last, which stays in force.",
    },
    DRAFT,
    (
        Step(WRITE, (DRAFT,), DRAFT, (ORGANIZER,)),
        Step(CHANGE, (PUBLISHED, CHANGED), CHANGED, (ORGANIZER,)),
        Step(REVERT, (CHANGED,), PUBLISHED, (ORGANIZER,), when="The draft says again what was published last."),
        Step(PUBLISH, (DRAFT, CHANGED), PUBLISHED, (ORGANIZER,), when="Nothing is missing."),
    ),
)
