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

    ordinal: str
    """第四届; empty where the name does not say."""
    year: int
    pieces: tuple[tuple[str, bool], ...]
    """The contest's name, each piece with whether it is set apart."""


def ordinal_of(edition: Edition) -> str:
    """Which edition of its contest it is, such as 第四届, in the reader's language; its whole name where none says."""
    name = named(edition)
    return name.replace(named(edition.contest), "").strip() or name if edition.contest else name


def full_name(edition: Edition) -> str:
    """The name of an edition, after that of its contest where it does not hold it, in the reader's language."""
    name, contest = named(edition), named(edition.contest) if edition.contest else ""
    return name if contest in name else f"{contest} {name}"


def wordmark(edition: Edition) -> Wordmark:
    """The name of an edition in pieces, in the reader's language."""
    whole, ordinal = named(edition), ordinal_of(edition)
    title = named(edition.contest) if edition.contest and ordinal != whole else whole
    pieces = tuple((piece, bool(place % 2)) for place, piece in enumerate(_FIGURES.split(title)) if piece)
    return Wordmark("" if ordinal == whole else ordinal, local(edition.opens_at).year, pieces)
