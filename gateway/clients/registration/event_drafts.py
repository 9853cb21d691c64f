"""What pages ask registration of outreach events that are written: the list, the text of each, publishing it."""

from datetime import datetime
from typing import Any

from gateway.clients.manuscript_history import Comparison, History
from gateway.clients.manuscripts import Manuscript, Review
from gateway.clients.registration.outreach import Effects, Event
from gateway.clients.service import Answer, Page, Service


class EventState(Answer, frozen=True):
    """Where an event stands, in short."""

    slug: str
    name: str
    """As its draft says; may be empty, as the English."""
    name_en: str
    created_at: datetime
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


class WrittenEvent(EventState, frozen=True):
    """The event that a text belongs to."""

    shown: Event | None
    """The draft as everybody would see it; None while it is not complete."""


class EventDrafts(Service):
    """Outreach events that are written, asked as the person who writes."""

    part = "registration"

    def events(self, *, limit: int, **wanted: str | None) -> Page[ListedEvent]:
        """The events that one oversees, the newest first."""
        return self._get(Page[ListedEvent], "/event-drafts", limit=limit, **wanted)

    def begin(self, name: str, name_en: str, key: str) -> EventState:
        """Begin one, once for each key."""
        return self._send(EventState, "POST", "/event-drafts", json={"name": name, "name_en": name_en}, key=key)

    def copy(self, slug: str, name: str, name_en: str, starts_on: str, key: str) -> EventState:
        """A new one that says what this one says, from another day on, once for each key."""
        body = {"name": name, "name_en": name_en, "starts_on": starts_on}
        return self._send(EventState, "POST", f"/events/{slug}/copies", json=body, key=key)

    def delete(self, slug: str) -> None:
        """Delete one of which nothing was ever published."""
        self._do("DELETE", f"/events/{slug}/draft")

    def draft(self, slug: str) -> Manuscript[WrittenEvent]:
        """The draft."""
        return self._get(Manuscript[WrittenEvent], f"/events/{slug}/draft")

    def save(self, slug: str, content: dict[str, Any], etag: str) -> Manuscript[WrittenEvent]:
        """Replace the draft."""
        return self._send(
            Manuscript[WrittenEvent], "PUT", f"/events/{slug}/draft", json={"content": content}, etag=etag
        )

    def review(self, slug: str) -> Review[WrittenEvent]:
        """The draft beside what was published last."""
        return self._get(Review[WrittenEvent], f"/events/{slug}/review")

    def history(self, slug: str, after: str | None) -> History[WrittenEvent]:
        """Who wrote at it and when."""
        return self._get(History[WrittenEvent], f"/events/{slug}/history", after=after)

    def comparison(self, slug: str, after: int, before: int | None) -> Comparison[WrittenEvent]:
        """Two of its revisions; without `before` the one before."""
        return self._get(Comparison[WrittenEvent], f"/events/{slug}/comparison", after=after, before=before)

    def restore(self, slug: str, number: int, etag: str) -> Manuscript[WrittenEvent]:
        """Go on from an earlier revision."""
        path = f"/events/{slug}/revisions/{number}/restoration"
        return self._send(Manuscript[WrittenEvent], "POST", path, etag=etag)

    def publish(self, slug: str, agreed: str, etag: str) -> Manuscript[WrittenEvent]:
        """Publish the draft; refused with 409 where it touches people and that was not agreed to."""
        path = f"/events/{slug}/publication"
        return self._send(Manuscript[WrittenEvent], "POST", path, json={"agreed": agreed}, etag=etag)

    def effects(self, slug: str) -> Effects:
        """What publishing the draft would do to people."""
        return self._send(Effects, "POST", f"/events/{slug}/publication/effects")


EVENT_DRAFTS = EventDrafts()
