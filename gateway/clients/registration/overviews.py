"""What pages ask registration at once of several of its areas: the home page, the desk, a search."""

from datetime import datetime

from gateway.clients.registration.articles import ReadableHead
from gateway.clients.service import Answer, Service


class EventHead(Answer, frozen=True):
    """What an outreach event is called, where it is and when."""

    slug: str
    name: str
    name_en: str
    place: str
    place_en: str
    starts_at: datetime
    ends_at: datetime


class FrontEvent(EventHead, frozen=True):
    """The next outreach event, and how many places are left."""

    places_left: int | None
    """None once nobody can sign up any more."""


class Front(Answer, frozen=True):
    """What the home page shows beside the edition."""

    event: FrontEvent | None
    articles: tuple[ReadableHead, ...]


class Overviews(Service):
    """Registration across its areas, asked as the person who looks."""

    part = "registration"

    def front(self) -> Front:
        """The latest articles of each kind, and the next outreach event."""
        return self._get(Front, "/front")


OVERVIEWS = Overviews()
