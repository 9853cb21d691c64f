"""Whether a process still answers: asked from outside, with patience while it starts."""

import time
from collections.abc import Callable

BOOT = 300.0
"""Seconds that a process may take to answer for the first time."""
MISSES = 3
"""Questions in a row without an answer after which a process that answered before counts as hung."""


class Pulse:
    """The answers of one process, counted anew from each of its starts."""

    def __init__(self, answers: Callable[[], bool]) -> None:
        """`answers` asks the process, and waits a few seconds at most."""
        self._answers = answers
        self._started, self._missed = 0.0, 0
        self.answered = False
        """Whether it answered since it was started."""

    def hangs(self, started: float) -> bool:
        """Ask once; whether the process that was started at this moment of the monotonic clock must be given up.

        A process that boots has not failed to answer: on a busy machine, killing it would only make it boot again.
        """
        if started != self._started:
            self._started, self._missed, self.answered = started, 0, False
        if self._answers():
            self._missed, self.answered = 0, True
            return False
        if not self.answered:
            return time.monotonic() - started > BOOT
        self._missed += 1
        return self._missed >= MISSES
