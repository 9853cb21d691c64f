"""The lives of an outreach event and of a shift."""

from chassis.states import Life, Step
from contracts.outreach import (
    OutreachEventCancelled,
    OutreachEventPublished,
    ShiftCancelled,
    ShiftChanged,
)
from contracts.roles import ORGANIZER

PUBLISHED, PLANNED, CANCELLED = "published", "planned", "cancelled"

EVENT_LIFE = Life(
    "outreach event",
    {
        PUBLISHED: "Everybody can see it, and volunteers sign up for its shifts.",
        CANCELLED: "It does not take place. It is shown as cancelled, with the reason; nothing of it can be changed.",
    },
    PUBLISHED,
    (
        Step(
            "publish",
            (PUBLISHED,),
            PUBLISHED,
            (ORGANIZER,),
            "no time lies in the past; once a shift has begun, the place stays",
            OutreachEventPublished,
        ),
        Step("cancel", (PUBLISHED,), CANCELLED, (ORGANIZER,), "no shift has begun", OutreachEventCancelled),
    ),
)

SHIFT_LIFE = Life(
    "shift",
    {
        PLANNED: "It takes place; volunteers can sign up until it begins.",
        CANCELLED: "It does not take place, and nobody is signed up for it any more.",
    },
    PLANNED,
    (
        Step("change", (PLANNED,), PLANNED, (ORGANIZER,), "it has not begun", ShiftChanged),
        Step("cancel", (PLANNED,), CANCELLED, (ORGANIZER,), "it has not begun", ShiftCancelled),
        Step("plan again", (CANCELLED,), PLANNED, (ORGANIZER,), "it begins in the future"),
    ),
)
