"""What the others are told of signups."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy.orm import Session

from chassis.events.outbox import emit
from contracts.outreach import (
    SignupCancelled,
    SignupConfirmed,
    SignupPromoted,
    SignupWaitlisted,
)
from services.registration.outreach.signups.line import positions
from services.registration.outreach.signups.models import Signup
from services.registration.outreach.signups.states import WAITLISTED


def tell_new(session: Session, signup: Signup) -> None:
    """Tell of a new signup: it has a place, or waits."""
    if signup.state == WAITLISTED:
        position = positions(session, [signup.id])[signup.id]
        emit(session, SignupWaitlisted(**described(signup), position=position))
    else:
        emit(session, SignupConfirmed(**described(signup), **whereabouts(signup)))


def tell_promoted(session: Session, promoted: Iterable[Signup]) -> None:
    """Tell those who moved up."""
    for signup in promoted:
        emit(session, SignupPromoted(**described(signup), **whereabouts(signup)))


def tell_cancelled(session: Session, signup: Signup) -> None:
    """Tell that somebody gave up a place or left the line."""
    emit(session, SignupCancelled(**described(signup)))


def described(signup: Signup) -> dict[str, Any]:
    """Who signed up for what, as every event about a signup says it."""
    shift = signup.shift
    return {
        "signup_id": signup.id,
        "shift_id": shift.id,
        "account_id": signup.account_id,
        "volunteer": signup.volunteer,
        "event": shift.event.name,
        "post": shift.post,
        "starts_at": shift.starts_at,
        "event_slug": shift.event.slug,
        "event_en": shift.event.name_en,
        "post_en": shift.post_en,
    }


def whereabouts(signup: Signup) -> dict[str, Any]:
    """Until when, and where."""
    event = signup.shift.event
    return {"ends_at": signup.shift.ends_at, "place": event.place, "place_en": event.place_en}
