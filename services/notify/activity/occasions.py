"""From stored facts back to what a text needs."""

from collections.abc import Mapping
from functools import cache
from uuid import UUID

import msgspec

from contracts.events import REGISTRY, Event
from services.notify.activity.models import Activity
from services.notify.templates.models import Occasion


def event_of(activity: Activity) -> Event:
    """The event that was recorded. Its type stays in the contracts for as long as rows of it exist."""
    return _decoder(activity.type).decode(activity.facts)


@cache
def _decoder(kind: str) -> msgspec.json.Decoder[Event]:
    return msgspec.json.Decoder(REGISTRY[kind])


def worded_for(activity: Activity, link: str, locale: str, known: Mapping[UUID, str]) -> Occasion:
    """One recorded event, to be put into words for one reader; `known` are names that were looked up."""
    person = known.get(activity.about, "") if activity.about else ""
    return Occasion(event_of(activity), person, link, locale)
