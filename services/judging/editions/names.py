"""What an edition calls its tracks and groups."""

from typing import Any

from sqlalchemy.orm import Session

from services.judging.editions.models import Edition


class Names:
    """Tracks and groups of one edition by key; a key stands for itself where the edition has no name for it."""

    def __init__(self, session: Session, edition: str) -> None:
        found = session.get(Edition, edition)
        self._tracks = {one["key"]: one for one in found.tracks} if found else {}
        self._groups = {one["key"]: one for one in found.groups} if found else {}

    def track(self, key: str) -> dict[str, Any]:
        """A track with its names."""
        return self._tracks.get(key) or _unnamed(key)

    def group(self, key: str) -> dict[str, Any]:
        """A group with its names."""
        return self._groups.get(key) or _unnamed(key)


def _unnamed(key: str) -> dict[str, Any]:
    return {"key": key, "name": key, "name_en": ""}
