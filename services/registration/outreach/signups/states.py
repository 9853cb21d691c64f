"""The life of a signup."""

from chassis.states import Life, Step
from contracts.outreach import (
    ShiftCancelled,
    SignupCancelled,
    SignupConfirmed,
    SignupPromoted,
    SignupSetBack,
)
from contracts.roles import COORDINATOR, ORGANIZER, VOLUNTEER

CONFIRMED, WAITLISTED, CANCELLED = "confirmed", "waitlisted", "cancelled"
_IN_CHARGE = (VOLUNTEER, COORDINATOR, ORGANIZER)

LIFE = Life(
    "signup",
    {
        WAITLISTED: "The volunteer waits in the line of the shift.",
        CONFIRMED: "The volunteer holds a place on the shift.",
        CANCELLED: "It counts no longer. Who wants to come after all signs up anew, at the end of the line.",
    },
    WAITLISTED,
    (
        Step("confirm", (WAITLISTED,), CONFIRMED, (VOLUNTEER,), "a place is free as they sign up", SignupConfirmed),
        Step(
            "promote",
            (WAITLISTED,),
            CONFIRMED,
            _IN_CHARGE,
            "a place became free, and nobody before them in the line can take it",
            SignupPromoted,
        ),
        Step("cancel", (WAITLISTED, CONFIRMED), CANCELLED, _IN_CHARGE, "the shift has not begun", SignupCancelled),
        Step(
            "set back",
            (CONFIRMED,),
            WAITLISTED,
            (ORGANIZER,),
            "a change of the programme makes the shift overlap with another place of theirs",
            SignupSetBack,
        ),
        Step("call off", (WAITLISTED, CONFIRMED), CANCELLED, (ORGANIZER,), "the shift is cancelled", ShiftCancelled),
    ),
)
STATES = tuple(LIFE.states)
