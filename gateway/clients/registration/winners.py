"""What pages ask registration of winners."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from gateway.clients.registration.articles import NamedContest
from gateway.clients.registration.site_files import CollectedFile, Collection, SiteFile
from gateway.clients.service import Answer, Service


class WinnerHead(Answer, frozen=True):
    """A winning entry in a list. Track, group and award are keys within its edition."""

    edition: str
    number: str
    title: str
    title_en: str
    organisation: str
    organisation_en: str
    track: str
    group: str
    award: str
    summary: str
    summary_en: str
    picture: SiteFile | None
    updated_at: datetime


class PublicAnswer(Answer, frozen=True):
    """One answer of an entry that its form says is public."""

    label: str
    label_en: str
    text: str
    text_en: str


class Winner(WinnerHead, frozen=True):
    """A winning entry, whole."""

    answers: tuple[PublicAnswer, ...]


class CountedWinners(Answer, frozen=True):
    """An edition and how many won in it."""

    edition: str
    count: int


class Gallery(Answer, frozen=True):
    """The winners of one edition, and which editions have any."""

    edition: str
    """Empty where nobody won yet."""
    editions: tuple[CountedWinners, ...]
    contests: tuple[NamedContest, ...]
    """In whose editions anybody won, by name."""
    updated_at: datetime | None
    """When this list last changed."""
    items: tuple[WinnerHead, ...]


class OwnWinners(Answer, frozen=True):
    """The winners of an edition as its organizers write them."""

    items: tuple[Winner, ...]
    files: tuple[CollectedFile, ...]
    """Pictures to choose, the newest first."""
    etag: str


class Winners(Service):
    """Registration's winners: everybody may read them, organizers of the edition write them."""

    part = "registration"

    def gallery(self, edition: str = "", track: str = "", award: str = "", contest: str = "") -> Gallery:
        """The winners of an edition, or of the latest that has any, the highest award first; of a contest alone."""
        return self._get(Gallery, "/winners", edition=edition, track=track, award=award, contest=contest)

    def everyone(self) -> Gallery:
        """The winners of every edition, the latest first."""
        return self._get(Gallery, "/winners", whole="true")

    def winner(self, edition: str, number: str) -> Winner:
        """One of them. Refused with 404 where there is none."""
        return self._get(Winner, f"/winners/{edition}/{number}")

    def own(self, slug: str) -> OwnWinners:
        """Those of an edition, to be written. Refused with 404 where there is no such edition."""
        return self._get(OwnWinners, f"/editions/{slug}/winners")

    def put(self, slug: str, items: Sequence[dict[str, Any]], etag: str) -> None:
        """Publish these in place of those that were read as `etag`."""
        self._do("PUT", f"/editions/{slug}/winners", json={"items": items}, etag=etag)


class WinnerFiles(Service):
    """Pictures of winners, asked as the person who looks."""

    part = "registration"

    def collection(self, slug: str) -> Collection:
        """Those of an edition."""
        return self._get(Collection, f"/editions/{slug}/winners/files")

    def add(self, slug: str, name: str, body: Iterable[bytes]) -> CollectedFile:
        """Send a whole picture."""
        return self._add_file(CollectedFile, "POST", f"/editions/{slug}/winners/files", name, body)

    def remove(self, slug: str, sha256: str) -> None:
        """Take a picture out that no winner shows."""
        self._do("DELETE", f"/editions/{slug}/winners/files/{sha256}")


WINNERS = Winners()
WINNER_FILES = WinnerFiles()
