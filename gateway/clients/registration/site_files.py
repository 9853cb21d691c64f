"""What pages ask registration of the pictures and documents of the public site."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from chassis.http.client import Reply
from gateway.clients.service import Answer, Service


class SiteFile(Answer, frozen=True):
    """A file of the public site; `gateway/editions/words.py` says where it is read."""

    sha256: str
    name: str
    type: str
    size: int
    width: int
    height: int
    """Of a picture, as the width; 0 for other files."""


class OfferedFile(Answer, frozen=True):
    """A file to be downloaded, under a title."""

    title: str
    title_en: str
    file: SiteFile


class CollectedFile(SiteFile, frozen=True):
    """A file in a collection."""

    added_at: datetime


class Collection(Answer, frozen=True):
    """The files of a collection, the newest first."""

    items: tuple[CollectedFile, ...]


class EditionFiles(Service):
    """Files of editions, asked as the person who looks."""

    part = "registration"

    def collection(self, slug: str) -> Collection:
        """The files of an edition."""
        return self._get(Collection, f"/editions/{slug}/files")

    def add(self, slug: str, name: str, body: Iterable[bytes]) -> CollectedFile:
        """Send a whole file."""
        return self._add_file(CollectedFile, "POST", f"/editions/{slug}/files", name, body)

    def remove(self, slug: str, sha256: str) -> None:
        """Take a file out that nothing uses."""
        self._do("DELETE", f"/editions/{slug}/files/{sha256}")


class ArticleFiles(Service):
    """Files of articles; the draft of an article says which there are."""

    part = "registration"

    def add(self, article_id: UUID, name: str, body: Iterable[bytes]) -> None:
        """Send a whole file."""
        self._send_file("POST", f"/articles/{article_id}/files", name, body)

    def remove(self, article_id: UUID, sha256: str) -> None:
        """Take a file out that nothing uses."""
        self._do("DELETE", f"/articles/{article_id}/files/{sha256}")


class SiteFiles(Service):
    """Files of every collection, as everybody reads them."""

    part = "registration"

    def read(self, sha256: str, conditions: Mapping[str, str]) -> Reply:
        """A file as it comes, to be closed. `conditions` are headers: the part wanted, what is known already."""
        return self._ask("GET", f"/files/{sha256}", None, headers=conditions, stream=True)

    def read_preview(self, sha256: str, conditions: Mapping[str, str]) -> Reply:
        """A picture in small, in the same way."""
        return self._ask("GET", f"/files/{sha256}/preview", None, headers=conditions, stream=True)


SITE_FILES = SiteFiles()
EDITION_FILES = EditionFiles()
ARTICLE_FILES = ArticleFiles()
