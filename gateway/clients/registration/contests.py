"""What pages ask registration of contests."""

from collections.abc import Iterable

from gateway.clients.registration.edition_parts import Contest
from gateway.clients.service import Answer, Service


class ContestHead(Contest, frozen=True):
    """A contest as its organizers look at it."""

    editions: int
    """How many it has, drafts included."""
    published: int
    """How many of them are public."""


class ContestList(Answer, frozen=True):
    """Every contest, by name."""

    items: tuple[ContestHead, ...]


class Contests(Service):
    """Contests, asked as the person who looks."""

    part = "registration"

    def contests(self) -> tuple[ContestHead, ...]:
        """Every contest, by name."""
        return self._get(ContestList, "/contests").items

    def contest(self, key: str) -> ContestHead:
        """One of them. Refused with 404 where there is none."""
        return self._get(ContestHead, f"/contests/{key}")

    def begin(self, name: str, name_en: str) -> ContestHead:
        """A new one."""
        return self._send(ContestHead, "POST", "/contests", json={"name": name, "name_en": name_en})

    def rename(self, key: str, name: str, name_en: str) -> ContestHead:
        """Call it otherwise."""
        return self._send(ContestHead, "PUT", f"/contests/{key}", json={"name": name, "name_en": name_en})

    def put_mark(self, key: str, name: str, body: Iterable[bytes]) -> None:
        """Send a picture that stands for it."""
        self._send_file("PUT", f"/contests/{key}/mark", name, body)

    def remove_mark(self, key: str) -> None:
        """Go without a mark."""
        self._do("DELETE", f"/contests/{key}/mark")

    def show_first(self, key: str) -> ContestHead:
        """Let the site's first page show it."""
        return self._send(ContestHead, "PUT", f"/contests/{key}/front")


CONTESTS = Contests()
