"""What an edition calls its tracks and groups."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import get_locale
from sqlalchemy.orm import Session

from services.judging.editions.models import Edition


class Names:
    """Tracks and groups of one edition by key; a key stands for itself where the edition has no name for it."""

    def __init__(self, tracks: Sequence[Mapping[str, Any]], groups: Sequence[Mapping[str, Any]]) -> None:
        self._tracks = {one["key"]: one for one in tracks}
        self._groups = {one["key"]: one for one in groups}

    def track(self, key: str) -> Mapping[str, Any]:
        """A track with its names."""
        return self._tracks.get(key) or _unnamed(key)

    def group(self, key: str) -> Mapping[str, Any]:
        """A group with its names."""
        return self._groups.get(key) or _unnamed(key)


def _unnamed(key: str) -> dict[str, Any]:
    return {"key": key, "name": key, "name_en": ""}


def names_of(session: Session, edition: str) -> Names:
    """The names of an edition that judging knows, else none."""
    found = session.get(Edition, edition)
    return Names(found.tracks, found.groups) if found else Names((), ())


def spoken(name: str, name_en: str) -> str:
    """What something is called in the reader's language, as far as it has a name there."""
    return name_en if name_en and str(get_locale()).startswith("en") else name
