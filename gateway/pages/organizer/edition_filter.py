"""The choice of an edition above a list that is always about one of those that the person may read."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from flask import request
from flask_babel import lazy_gettext as _l

from chassis.http import auth
from contracts.roles import OVERSEEING
from contracts.scopes import Scope
from gateway.clients.registration.editions import Edition
from gateway.editions.choice import chosen_edition
from gateway.editions.lookup import all_editions, current_edition, find_edition
from gateway.lists.filters import Choice
from gateway.shell.display import label_of, named


@dataclass(frozen=True)
class EditionFilter:
    """Which editions there are to choose from, which stands at first, and what is known of the one asked for."""

    readers: Sequence[str] = OVERSEEING
    """Who reads the list; one of these roles is enough."""
    among: Callable[[Edition], bool] = lambda _edition: True
    """Which editions have such a list."""

    def options(self) -> list[tuple[str, str]]:
        """Slug and name of each, the latest first."""
        person = auth.identity()
        found = (one for one in all_editions() if self.among(one))
        return [(one.slug, named(one)) for one in found if person.has_any(self.readers, Scope.edition(one.slug))]

    def standing(self) -> str:
        """The edition the person works on, or the latest there is; empty where there is none."""
        slugs = [slug for slug, _name in self.options()]
        wanted = chosen_edition() or current_edition()
        return wanted.slug if wanted and wanted.slug in slugs else slugs[0] if slugs else ""

    def asked(self) -> str:
        """The edition that the address names, or the one that stands."""
        return request.args.get("edition") or self.standing()

    def tracks(self) -> list[tuple[str, str]]:
        """Key and name of each track of that edition, for a filter."""
        edition = find_edition(self.asked())
        return [(one.key, named(one)) for one in edition.tracks] if edition else []

    def track_name(self, key: str) -> str:
        """What the track is called in that edition."""
        edition = find_edition(self.asked())
        return label_of(edition.tracks if edition else (), key)

    def choice(self) -> Choice:
        """The filter of the list."""
        return Choice("edition", _l("届次"), options=self.options, every=None, initial=self.standing)


OVERSEEN = EditionFilter()
"""For lists that everybody reads who oversees an edition."""
