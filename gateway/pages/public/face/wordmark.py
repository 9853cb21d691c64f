"""An edition's name as it is set on the site: which one of its contest it is, and the contest's name in large."""

import re
from dataclasses import dataclass

from gateway.clients.registration.editions import Edition
from gateway.shell.display import named
from gateway.shell.times import local

_FIGURES = re.compile(r"([A-Za-z]*[0-9]+[A-Za-z]*)")
"""Words with figures in them, such as 5G: they are set apart by colour."""


@dataclass(frozen=True)
class Wordmark:
    """The name in pieces."""

    beside: str
    """What stands small beside it: 第四届; empty where the edition's name is all there is to say."""
    year: int
    pieces: tuple[tuple[str, bool], ...]
    """The name in large, each piece with whether it is set apart."""


def ordinal_of(edition: Edition) -> str:
    """Which edition of its contest it is, such as 第四届, in the reader's language; its whole name where none says."""
    name = named(edition)
    return name.replace(named(edition.contest), "").strip() or name if edition.contest else name


def full_name(edition: Edition) -> str:
    """The name of an edition, after that of its contest where it does not hold it, in the reader's language."""
    name, contest = named(edition), named(edition.contest) if edition.contest else ""
    return name if contest in name else f"{contest} {name}"


def wordmark(edition: Edition) -> Wordmark:
    """The name of an edition in pieces, in the reader's language; the contest's name is always among them."""
    beside, title = _apart(edition)
    pieces = tuple((piece, bool(place % 2)) for place, piece in enumerate(_FIGURES.split(title)) if piece)
    return Wordmark(beside, local(edition.opens_at).year, pieces)


def _apart(edition: Edition) -> tuple[str, str]:
    """What stands small and what in large; of two names of which none holds the other, the longer one."""
    name, contest = named(edition), named(edition.contest) if edition.contest else ""
    if not contest or name == contest:
        return "", name
    if contest in name:
        return ordinal_of(edition), contest
    return (name, contest) if len(name) <= len(contest) else (contest, name)
