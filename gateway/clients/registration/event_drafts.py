"""What pages ask registration of outreach events that are written: the list, the text of each, publishing it."""

from datetime import date, datetime

from gateway.clients.manuscript_calls import ManuscriptCalls
from gateway.clients.manuscripts import Manuscript
from gateway.clients.registration.outreach import Effects, Event
from gateway.clients.service import Answer, Page


class EventState(Answer, frozen=True):
    """Where an event stands, in short."""

    slug: str
    name: str
    """As its draft says; may be empty, as the English."""
    name_en: str
    created_at: datetime
    starts_on: date | None
    """The day of its first shift, as its draft says."""
    state: str
    """`draft`, `published` or `cancelled`."""
    starts_at: datetime | None
    """As it is public, as the end."""
    ends_at: datetime | None
    may: tuple[str, ...]
    """What the person can do with it now: `delete`, `cancel`, `copy`."""


class ListedEvent(EventState, frozen=True):
    """An event in the list of organizers."""

    changed: bool
    """Whether its draft differs from what is public."""
    missing: int
    """How many places stop the publication of a draft."""
    places_left: int
    """On its shifts that have not begun."""


class SeriesPlace(Answer, frozen=True):
    """Which event of its series it is."""

    number: int
    count: int


class WrittenEvent(EventState, frozen=True):
    """The event that a text belongs to."""

    series: SeriesPlace | None
    """None for an event that stands alone."""

    shown: Event | None
    """The draft as everybody would see it; None while it is not complete."""


class EventDrafts(ManuscriptCalls[[str], WrittenEvent]):
    """Outreach events that are written, asked as the person who writes."""

    part, about = "registration", WrittenEvent

    def events(self, *, limit: int, **wanted: str | None) -> Page[ListedEvent]:
        """The events that one oversees, the newest first."""
        return self._get(Page[ListedEvent], "/event-drafts", limit=limit, **wanted)

    def begin(self, name: str, name_en: str, key: str) -> EventState:
        """Begin one, once for each key."""
        return self._send(EventState, "POST", "/event-drafts", json={"name": name, "name_en": name_en}, key=key)

    def copy(self, slug: str, name: str, name_en: str, starts_on: str, key: str) -> EventState:
        """A new one that says what this one says, from another day on, once for each key."""
        body = {"name": name, "name_en": name_en, "starts_on": starts_on}
        return self._send(EventState, "POST", f"{self._at(slug)}/copies", json=body, key=key)

    def delete(self, slug: str) -> None:
        """Delete one of which nothing was ever published."""
        self._do("DELETE", f"{self._at(slug)}/draft")

    def publish(self, slug: str, agreed: str, etag: str) -> Manuscript[WrittenEvent]:
        """Publish the draft; refused with 409 where it touches people and that was not agreed to."""
        return self._publish({"agreed": agreed}, etag, slug)

    def effects(self, slug: str) -> Effects:
        """What publishing the draft would do to people."""
        return self._send(Effects, "POST", f"{self._at(slug)}/publication/effects")

    def _at(self, slug: str) -> str:
        return f"/events/{slug}"


EVENT_DRAFTS = EventDrafts()
