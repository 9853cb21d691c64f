"""From stored facts back to what a text needs."""

from collections.abc import Mapping
from uuid import UUID

import msgspec
from sqlalchemy.orm import Session

from contracts.events import REGISTRY, Event
from services.notify.activity.models import Activity
from services.notify.recipients.actions import names
from services.notify.templates.models import Occasion


def event_of(activity: Activity) -> Event:
    """The event that was recorded. Its type stays in the contracts for as long as rows of it exist."""
    return msgspec.json.decode(activity.facts, type=REGISTRY[activity.type])


def occasion(session: Session, activity: Activity, link: str, locale: str) -> Occasion:
    """One recorded event, to be put into words for one reader."""
    known = names(session, [activity.about]) if activity.about else {}
    return worded_for(activity, link, locale, known)


def worded_for(activity: Activity, link: str, locale: str, known: Mapping[UUID, str]) -> Occasion:
    """The same where names were looked up for many at once."""
    person = known.get(activity.about, "") if activity.about else ""
    return Occasion(event_of(activity), person, link, locale)
