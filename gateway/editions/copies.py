"""Storing copies of editions, and reading them once a version in each process.

The database says which versions there are, in one short query; what was read of them stays in memory. So every process
shows a change with the first page that follows it, and none has to be told.
"""

from typing import Any

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from contracts.registration import EditionPublished
from gateway.base import table
from gateway.clients.registration.editions import Edition
from gateway.editions.models import EditionCopy

_COPIES = table(EditionCopy).c
_VERSIONS = select(_COPIES.slug, _COPIES.version)


def store_edition(session: Session, edition: Edition) -> None:
    """Keep this version, unless a later one is there already."""
    found = session.get(EditionCopy, edition.slug, with_for_update=True)
    if found is None:
        found = EditionCopy(slug=edition.slug, version=0)
        session.add(found)
    if found.version < edition.version:
        found.version, found.content = edition.version, msgspec.json.encode(edition)


def edition_in(event: EditionPublished) -> Edition:
    """The edition that an event tells, as pages show it."""
    entry = next(stage for stage in event.stages if stage.kind == "entry")
    judged = [stage.opens_at for stage in event.stages if stage.kind == "judging"]
    facts: dict[str, Any] = {
        **vars(event),
        "slug": event.edition,
        "opens_at": entry.opens_at,
        "closes_at": entry.closes_at,
        "judging_opens_at": min(judged, default=None),
        "updated_at": event.published_at,
    }
    return msgspec.convert(facts, Edition, from_attributes=True)


class Copies:
    """The editions that one process has read."""

    def __init__(self) -> None:
        self._read: tuple[Edition, ...] = ()

    def read(self, session: Session) -> tuple[Edition, ...]:
        """Every edition as it is now, the one whose entering opens last first."""
        known = {edition.slug: edition for edition in self._read}
        versions = {slug: version for slug, version in session.execute(_VERSIONS)}
        if versions != {slug: edition.version for slug, edition in known.items()}:
            changed = [s for s, version in versions.items() if s not in known or known[s].version != version]
            wanted = select(_COPIES.content).where(_COPIES.slug.in_(changed))
            fresh = [msgspec.json.decode(content, type=Edition) for content in session.scalars(wanted)]
            known |= {edition.slug: edition for edition in fresh}
            self._read = tuple(sorted((known[slug] for slug in versions), key=_latest_first))
        return self._read


def _latest_first(edition: Edition) -> tuple[float, str]:
    return -edition.opens_at.timestamp(), edition.slug
