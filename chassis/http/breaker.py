"""Leaves a failing part alone for a while, instead of letting every request wait for it."""

import logging
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress

import pybreaker

log = logging.getLogger(__name__)

Open: type[Exception] = pybreaker.CircuitBreakerError
"""The part failed too often in a row and is left alone."""


class Breaker:
    """Counts the failures of one part. pybreaker counts; its own `call` would let every call wait for the last."""

    def __init__(
        self, failures: int = 5, recovery: float = 10.0, *, blameless: type[Exception] | None = None, name: str = ""
    ) -> None:
        """After `failures` in a row nothing is tried for `recovery` seconds, then one call at a time.

        `blameless` tells nothing about the part, which the log calls `name`.
        """
        self._blameless = (blameless,) if blameless else ()
        self._counter = pybreaker.CircuitBreaker(
            failures,
            recovery,
            exclude=self._blameless,
            listeners=[_Told()],
            name=name,
            throw_new_error_on_trip=False,
        )
        self._probe = threading.Lock()

    @contextmanager
    def guard(self) -> Iterator[None]:
        """`with breaker.guard():` around a call; an exception in it is a failure. Raises Open instead of calling."""
        if self._counter.current_state == pybreaker.STATE_CLOSED and not self._counter.fail_counter:
            with self._counting_failures():
                yield
            return
        with ExitStack() as stack:
            if self._counter.current_state != pybreaker.STATE_CLOSED:
                if not self._probe.acquire(blocking=False):
                    raise Open("another call is finding out whether it answers again")
                stack.callback(self._probe.release)
            stack.enter_context(self._counter.calling())
            yield

    @contextmanager
    def _counting_failures(self) -> Iterator[None]:
        """While nothing fails there is nothing to count, and pybreaker's own way takes longer than the call."""
        try:
            yield
        except self._blameless:
            raise
        except Exception as error:
            with suppress(type(error), Open):
                self._counter.call(_fail, error)
            raise


class _Told(pybreaker.CircuitBreakerListener):
    """Says in the log when a part begins to be left alone, as the calls that are refused meanwhile say nothing."""

    def state_change(
        self,
        cb: pybreaker.CircuitBreaker,
        old_state: pybreaker.CircuitBreakerState | None,
        new_state: pybreaker.CircuitBreakerState,
    ) -> None:
        if new_state.name == pybreaker.STATE_OPEN:
            said = "%s failed %d times in a row and is left alone for %g seconds"
            log.warning(said, cb.name, cb.fail_counter, cb.reset_timeout)


def _fail(error: Exception) -> None:
    raise error
