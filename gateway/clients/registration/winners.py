"""What pages ask registration of winners."""

from datetime import datetime

from gateway.clients.registration.site_files import SiteFile
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
    updated_at: datetime | None
    """When this list last changed."""
    items: tuple[WinnerHead, ...]


class Winners(Service):
    """Registration's winners, which everybody may read."""

    part = "registration"

    def gallery(self, edition: str = "", track: str = "", award: str = "") -> Gallery:
        """The winners of an edition, or of the latest that has any, the highest award first."""
        return self._get(Gallery, "/winners", edition=edition, track=track, award=award)

    def everyone(self) -> Gallery:
        """The winners of every edition, the latest first."""
        return self._get(Gallery, "/winners", whole="true")

    def winner(self, edition: str, number: str) -> Winner:
        """One of them. Refused with 404 where there is none."""
        return self._get(Winner, f"/winners/{edition}/{number}")


WINNERS = Winners()
