"""What pages ask registration of the pictures and documents of editions."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from urllib.parse import quote

from chassis.http.client import Reply
from gateway.clients.registration.uploads import SENDING
from gateway.clients.service import Answer, Service


class CollectedFile(Answer, frozen=True):
    """A file in the collection of an edition."""

    sha256: str
    name: str
    type: str
    size: int
    width: int
    """Of a picture; 0 for other files."""
    height: int
    added_at: datetime


class Collection(Answer, frozen=True):
    """The files of an edition, the newest first."""

    items: tuple[CollectedFile, ...]


class SiteFiles(Service):
    """Files of editions, asked as the person who looks."""

    part = "registration"

    def collection(self, slug: str) -> Collection:
        """The files of an edition."""
        return self._get(Collection, f"/editions/{slug}/files")

    def add(self, slug: str, name: str, body: Iterable[bytes]) -> None:
        """Send a whole file."""
        headers = {"Content-Type": "application/octet-stream", "X-File-Name": quote(name, safe="")}
        self._ask("POST", f"/editions/{slug}/files", None, headers=headers, body=body, timeout=SENDING)

    def remove(self, slug: str, sha256: str) -> None:
        """Take a file out that nothing uses."""
        self._do("DELETE", f"/editions/{slug}/files/{sha256}")

    def read(self, sha256: str, conditions: Mapping[str, str]) -> Reply:
        """A file as it comes, to be closed. `conditions` are headers: the part wanted, what is known already."""
        return self._ask("GET", f"/files/{sha256}", None, headers=conditions, stream=True)

    def read_preview(self, sha256: str, conditions: Mapping[str, str]) -> Reply:
        """A picture in small, in the same way."""
        return self._ask("GET", f"/files/{sha256}/preview", None, headers=conditions, stream=True)


SITE_FILES = SiteFiles()
