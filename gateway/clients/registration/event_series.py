"""What pages ask registration of series of events: the same event on several days."""

from collections.abc import Sequence
from datetime import date

import msgspec

from gateway.clients.registration.event_drafts import ListedEvent
from gateway.clients.service import Answer, Service


class NewDay(Answer, frozen=True):
    """One more day of an event; the place is the same where none is named."""

    starts_on: date
    place: str
    place_en: str


class Series(Answer, frozen=True):
    """The events of a series, by their first day."""

    items: tuple[ListedEvent, ...]


class LeftEvent(Answer, frozen=True):
    """An event that stayed as it is, and why."""

    slug: str
    name: str
    name_en: str
    starts_on: date | None
    reason: str


class SeriesOutcome(Answer, frozen=True):
    """What became of an event and those after it."""

    done: int
    """How many were changed."""
    left: tuple[LeftEvent, ...]


class EventSeries(Service):
    """Series of events, asked as the person who writes."""

    part = "registration"

    def series(self, slug: str) -> Series:
        """The events of its series; of one that stands alone itself."""
        return self._get(Series, f"/events/{slug}/series")

    def add_days(self, slug: str, days: Sequence[NewDay], key: str) -> Series:
        """The same event on more days, once for each key: drafts of their own."""
        body = {"items": msgspec.to_builtins(days)}
        return self._send(Series, "POST", f"/events/{slug}/series", json=body, key=key)

    def carry_over(self, slug: str, parts: Sequence[str]) -> SeriesOutcome:
        """Let the drafts of the later events say the same of these parts."""
        return self._send(SeriesOutcome, "POST", f"/events/{slug}/series/changes", json={"parts": list(parts)})

    def publish(self, slug: str) -> SeriesOutcome:
        """Publish it and the later ones where nothing lacks and nobody is affected."""
        return self._send(SeriesOutcome, "POST", f"/events/{slug}/series/publication")


EVENT_SERIES = EventSeries()
