"""What a room of pages says it holds: entries of the navigation, and the workplace that they make up."""

from dataclasses import dataclass, replace
from typing import Any

from chassis.http.auth import Identity


@dataclass(frozen=True)
class Item:
    """An entry: what it is called, the page it leads to, and the addresses that count as being there."""

    label: Any
    endpoint: str
    under: tuple[str, ...] = ()
    """Addresses that begin so are part of it; the page's own address unless given."""
    of_edition: bool = False
    """Whether its page is one that each edition has: it leads to that of the edition which the page around is about."""
    of_contest: bool = False
    """Whether its page is a list that can be narrowed to the contest which the page around is about."""
    waits: str = ""
    """What waits there, by the word under which the desk counts it; empty: nothing is counted."""


@dataclass(frozen=True)
class Workplace:
    """Pages that belong together, for some roles."""

    label: Any
    roles: tuple[str, ...]
    items: tuple[Item, ...]
    office: bool = False
    """Whether it is the organizing office's, whose pages stand in a frame of their own."""
    kind: str = ""
    """The kind of scope in which a role counts here, beside everywhere; empty: any."""

    def seen_by(self, person: Identity) -> Identity:
        """The person with those grants alone that count here."""
        kinds = {"", self.kind}
        kept = [one for one in person.grants if one.role in self.roles and (not self.kind or one.scope.kind in kinds)]
        return replace(person, grants=tuple(kept))
