"""Storing copies of editions, and reading them once a version in each process.

The database says which versions there are, in one short query; what was read of them stays in memory. So every process
shows a change with the first page that follows it, and none has to be told.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cached_property

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from chassis import shapes
from chassis.storage.engine import Database
from contracts.registration import EditionPublished
from gateway.clients.registration.editions import Edition
from gateway.editions.models import EditionCopy


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
    told = {one.name: getattr(event, one.name) for one in fields(event)}
    facts = {**told, "slug": event.edition, "updated_at": event.published_at}
    return shapes.fit(facts, Edition, from_attributes=True)


@dataclass(frozen=True)
class Kept:
    """The editions as they were at one time."""

    state: tuple[int, int] = (0, 0)
    """How many they are, and the sum of their versions: editions never go, versions only grow, so it tells each change.
    """
    editions: tuple[Edition, ...] = ()
    """The one whose entering opens last first."""

    @cached_property
    def by_slug(self) -> Mapping[str, Edition]:
        """To find one."""
        return {edition.slug: edition for edition in self.editions}

    @cached_property
    def by_contest(self) -> Mapping[str | None, Sequence[Edition]]:
        """By the key of the contest they are of; of none together."""
        found: dict[str | None, list[Edition]] = {}
        for edition in self.editions:
            found.setdefault(edition.contest.key if edition.contest else None, []).append(edition)
        return found

    @cached_property
    def of_front(self) -> Sequence[Edition]:
        """Those of the contest that the site shows first; all where no contest was chosen for that."""
        return [one for one in self.editions if one.contest and one.contest.front] or self.editions

    @property
    def contests(self) -> int:
        """How many contests they are of."""
        return len(self.by_contest) - (None in self.by_contest)


class Copies:
    """The editions that one process has read."""

    def __init__(self) -> None:
        self._kept = Kept()

    def read(self, database: Database) -> Kept:
        """Every edition as it is now."""
        [state] = database.rows("SELECT count(*), coalesce(sum(version), 0) FROM edition_copy")
        if tuple(state) != self._kept.state:
            self._kept = self._reread(database, tuple(state))
        return self._kept

    def _reread(self, database: Database, state: tuple[int, int]) -> Kept:
        known = {edition.slug: edition for edition in self._kept.editions}
        versions: dict[str, int] = dict(database.rows("SELECT slug, version FROM edition_copy"))
        changed = [s for s, version in versions.items() if s not in known or known[s].version != version]
        known |= {edition.slug: edition for edition in _contents(database, changed)}
        return Kept(state, tuple(sorted((known[slug] for slug in versions), key=_latest_first)))


def _contents(database: Database, slugs: Sequence[str]) -> list[Edition]:
    with database.read() as session:
        found = session.scalars(select(EditionCopy.content).where(EditionCopy.slug.in_(slugs)))
        return [shapes.read(content, Edition) for content in found]


def _latest_first(edition: Edition) -> tuple[float, str]:
    return -edition.opens_at.timestamp(), edition.slug
