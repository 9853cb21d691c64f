"""Where a line is drawn through a ranking: who is above it for certain, and who shares the place that it cuts."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Cut(Generic[T]):
    """A ranking cut after a number of places."""

    within: tuple[T, ...]
    """Above the line for certain."""
    tied: tuple[T, ...]
    """Of one place, of which only some would fit: no rule parts them. Empty where the line falls between two places."""
    room: int
    """How many of those tied would fit; where nobody is tied, how many places stay free."""


def cut(ranked: Sequence[T], place: Callable[[T], int], count: int) -> Cut[T]:
    """The first `count` of those ranked, who stand in the order of their places, best first."""
    if count >= len(ranked):
        return Cut(tuple(ranked), (), count - len(ranked))
    last = place(ranked[count])
    above = tuple(one for one in ranked if place(one) < last)
    tied = tuple(one for one in ranked if place(one) == last)
    return Cut(above, tied if count > len(above) else (), count - len(above))
