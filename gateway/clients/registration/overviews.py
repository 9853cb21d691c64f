"""What pages ask registration at once of several of its areas: the home page, the desk, a search."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from gateway.clients.registration.articles import ReadableHead
from gateway.clients.registration.outreach import EventHead
from gateway.clients.registration.winners import CountedWinners, WinnerHead
from gateway.clients.service import Answer, Page, Service


class FrontEvent(EventHead, frozen=True):
    """An outreach event to come, and how many places are left."""

    places_left: int | None
    """None once nobody can sign up any more."""


class Front(Answer, frozen=True):
    """What the home page shows beside the edition."""

    entries: int
    """Submitted in the edition."""
    events: tuple[FrontEvent, ...]
    articles: tuple[ReadableHead, ...]
    won: tuple[CountedWinners, ...]
    """How many won in each of the editions asked about."""
    winners: tuple[WinnerHead, ...]
    """The first of them."""


class States(Answer, frozen=True):
    """Entries by state."""

    draft: int
    submitted: int
    withdrawn: int


class TrackStates(States, frozen=True):
    """Entries of one track by state; the key is empty where none was chosen yet."""

    key: str
    name: str
    name_en: str


class Waiting(Answer, frozen=True):
    """How much of something waits for the office, and since when the oldest does."""

    count: int
    since: datetime | None


class ScreeningDesk(Answer, frozen=True):
    """What waits in the screening of an edition."""

    waiting: int
    oldest_at: datetime | None
    """Since when the first of these waits."""
    proposed: int
    """Refusals that wait for a second person."""
    referred: int
    """Alike entries that screeners handed to the office."""


class CountedEdition(Answer, frozen=True):
    """An edition and its entries in numbers."""

    slug: str
    name: str
    name_en: str
    opens_at: datetime
    closes_at: datetime
    entries: States
    tracks: tuple[TrackStates, ...]
    change_requests: Waiting
    questions: Waiting
    screening: ScreeningDesk | None
    """None before it begins, and where nothing is screened."""
    changes: int
    """Parts whose draft differs from what is published."""
    etag: str
    """For a change of its dates."""


class FilledShift(Answer, frozen=True):
    """A shift of a coming event and how full it is."""

    id: UUID
    post: str
    post_en: str
    event: str
    event_en: str
    event_slug: str
    starts_at: datetime
    ends_at: datetime
    capacity: int
    confirmed: int
    waiting: int


class Unpublished(Answer, frozen=True):
    """Events to come that are not public as they are written, and the first of them."""

    count: int
    slug: str
    """Empty where there is none."""
    name: str
    name_en: str
    starts_on: date | None


class Desk(Answer, frozen=True):
    """Registration in numbers, as far as the person's roles reach."""

    edition: CountedEdition | None
    shifts: tuple[FilledShift, ...]
    unpublished: Unpublished
    parked: dict[str, int]


class FoundEntry(Answer, frozen=True):
    """An entry that was found."""

    id: UUID
    number: str | None
    title: str
    organisation: str
    leader: str
    state: str


class FoundPost(Answer, frozen=True):
    """The post of a shift that was found."""

    post: str
    post_en: str


class FoundEvent(EventHead, frozen=True):
    """An event that was found, by itself or by the posts of its shifts."""

    posts: tuple[FoundPost, ...]


class FoundArticle(Answer, frozen=True):
    """An article that was found."""

    id: UUID
    kind: str
    title: str
    title_en: str
    state: str


class Found(Answer, frozen=True):
    """What was found, in groups."""

    number: UUID | None
    """The entry whose number was asked for."""
    entries: tuple[FoundEntry, ...]
    events: tuple[FoundEvent, ...]
    articles: tuple[FoundArticle, ...]


class EntryRow(Answer, frozen=True):
    """An entry in the organizers' list."""

    id: UUID
    edition: str
    number: str | None
    title: str
    organisation: str
    leader_name: str
    track: str
    group: str
    state: str
    submitted_at: datetime | None
    updated_at: datetime
    cells: tuple[str, ...]
    """Answers, under the columns of the page."""


class AnswerColumn(Answer, frozen=True):
    """A column of answers."""

    key: str
    heading: str
    heading_en: str
    number: bool
    """Whether its answers are figures."""


class EntryRows(Page[EntryRow], frozen=True):
    """A page of the list, with the columns of answers: of one edition those its form lists, or all."""

    columns: tuple[AnswerColumn, ...]


class Overviews(Service):
    """Registration across its areas, asked as the person who looks."""

    part = "registration"

    def front(self, edition: str, won: Sequence[str], *, alone: bool = False) -> Front:
        """Latest articles, coming outreach events, entries of the edition, and first winners of the editions `won`.

        `alone`: no articles but those of the edition itself.
        """
        return self._get(Front, "/front", edition=edition, won=",".join(won), alone="true" if alone else None)

    def desk(self, edition: str) -> Desk:
        """An edition in numbers, shifts of coming events, events that could not be applied."""
        return self._get(Desk, "/desk", edition=edition)

    def search(self, query: str, limit: int) -> Found:
        """What a few words find."""
        return self._get(Found, "/search", q=query, limit=limit)

    def entries(self, asked: dict[str, Any], *, answers: bool) -> EntryRows:
        """The organizers' list, narrowed by edition, state, track, group, words; with all `answers` of an edition."""
        return self._get(EntryRows, "/entry-rows", answers="true" if answers else "", **asked)


OVERVIEWS = Overviews()
