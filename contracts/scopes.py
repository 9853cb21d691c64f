"""Where a role holds: everywhere, in one edition, at one outreach event, or for one organisation."""

import re
from typing import Self

EDITION, EVENT, ORGANISATION = "edition", "event", "organisation"
_WRITTEN = re.compile(r"\*|(edition|event):[a-z0-9][a-z0-9-]{0,59}|organisation:[^\s:*]{1,80}")


class Scope(str):
    """A scope, as events and tables write it: `*`, or a kind and a key such as `edition:xm5g-04`. Never changes.

    Editions and events are named by their slug, organisations by their id. Made by the constructors below or by
    `parse`, never put together anywhere else.
    """

    __slots__ = ()

    @classmethod
    def edition(cls, slug: str) -> Self:
        """One edition of the contest."""
        return cls.of(EDITION, slug)

    @classmethod
    def event(cls, slug: str) -> Self:
        """One outreach event."""
        return cls.of(EVENT, slug)

    @classmethod
    def organisation(cls, key: str) -> Self:
        """One organisation."""
        return cls.of(ORGANISATION, key)

    @classmethod
    def parse(cls, text: str) -> Self:
        """The scope that a text writes. Raises ValueError where it writes none."""
        if not _WRITTEN.fullmatch(text):
            raise ValueError(text)
        return cls(text)

    @classmethod
    def of(cls, kind: str, key: str) -> Self:
        """The scope of a kind with this key."""
        return cls(f"{kind}:{key}")

    @property
    def kind(self) -> str:
        """EDITION, EVENT or ORGANISATION; empty for everywhere."""
        return self.partition(":")[0] if ":" in self else ""

    @property
    def key(self) -> str:
        """The slug or id; empty for everywhere."""
        return self.partition(":")[2]


EVERYWHERE = Scope("*")
"""Holds in every edition, at every event and for every organisation, also those to come."""
