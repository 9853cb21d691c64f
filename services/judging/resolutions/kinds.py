"""What a kind of resolution is to the kit: what it rests on, what is done once it is adopted, how it reads."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from chassis.http.auth import Identity
from services.judging.resolutions.models import Resolution


@dataclass(frozen=True)
class Difference:
    """One entry before and after what is proposed. Each side says a place and a score, or is empty."""

    number: str
    title: str
    before: str
    after: str


@dataclass(frozen=True)
class ResolutionKind:
    """One kind of resolution. `basis` and `carry_out` run with the stage locked."""

    name: str
    basis: Callable[[Session, Resolution], str]
    """The hash of what it rests on, as that is now. May raise a Problem that says why it cannot be done any more."""
    carry_out: Callable[[Session, Identity, Resolution], None]
    """Do what it says, as the person who adopted it."""
    describe: Callable[[Session, Resolution], Sequence[str]]
    """What is to be done, a sentence each, in the reader's language."""
    differences: Callable[[Session, Resolution], Sequence[Difference]] = lambda _session, _resolution: ()
    """What would be different afterwards; asked while nothing it rests on has changed."""


Kinds = Mapping[str, ResolutionKind]
