"""What may be done while a stage is open, and what until it closes."""

from datetime import datetime
from typing import Protocol

from chassis import clock
from services.judging.editions.errors import ResultStands, StageClosed, StageNotOpen
from services.judging.editions.states import CLOSED, UPCOMING, phase


class Window(Protocol):
    """Anything with the times of a stage; the end is exclusive."""

    @property
    def opens_at(self) -> datetime:
        """The first instant at which judges score."""

    @property
    def closes_at(self) -> datetime:
        """The first instant at which it is too late."""


def phase_of(window: Window) -> str:
    """Where the stage stands now."""
    return phase(window.opens_at, window.closes_at, clock.now())


def require_open(window: Window) -> None:
    """Raise StageNotOpen or StageClosed outside the window."""
    if phase_of(window) == UPCOMING:
        raise StageNotOpen(window.opens_at)
    require_unclosed(window)


def require_unclosed(window: Window) -> None:
    """Raise StageClosed once the window has ended."""
    if phase_of(window) == CLOSED:
        raise StageClosed(window.closes_at)


def require_result_open(window: Window) -> None:
    """Raise ResultStands once the window has ended: what counts is not changed by one person."""
    if phase_of(window) == CLOSED:
        raise ResultStands(window.closes_at)
