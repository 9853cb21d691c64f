"""Wake-ups between threads of one process; `commit_watch` carries them between processes."""

import threading


class Doorbell:
    """Rung after a commit; any number of threads wait for the next ring. Missing one is harmless: waiters also poll."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._rings = 0

    @property
    def rings(self) -> int:
        """How often it rang so far; pass it to `wait` to learn of a ring that came in between."""
        return self._rings

    def ring(self) -> None:
        """Wake everyone who waits."""
        with self._changed:
            self._rings += 1
            self._changed.notify_all()

    def wait(self, seen: int, timeout: float) -> bool:
        """Wait until it rang after the `seen`-th time, at most `timeout` seconds; True if it did."""
        with self._changed:
            return self._changed.wait_for(lambda: self._rings > seen, timeout)
