"""Events between the outbox and their confirm: what may be sent now, and how far everything is settled.

Never two unconfirmed events of one subject in flight: a refused one that is sent again could else arrive after its
successor. Lazy events of the subject wait here; other subjects flow.
"""

import heapq
from collections import deque
from collections.abc import Sequence

from chassis.events.backlog import Row
from chassis.events.bus import Settled

IN_FLIGHT = 1000
HELD = 5000
HELD_BYTES = 64 << 20
FIRST_RETRY, LAST_RETRY = 0.05, 2.0
"""Seconds until a refused event is sent again: doubled each time, up to the last."""


class Window:
    """Starts behind `position`. Knows no bus, no database and no clock."""

    def __init__(self, position: int) -> None:
        self.cursor = position
        """Highest id taken from the outbox."""
        self._unsettled: dict[int, Row] = {}
        self._bytes = 0
        self._ready: deque[Row] = deque()
        self._flight: dict[int, Row] = {}
        self._behind: dict[str, deque[Row]] = {}
        self._refused: list[tuple[float, int]] = []
        self._refusals: dict[int, int] = {}
        self._suspects: set[int] = set()

    @property
    def position(self) -> int:
        """The highest id at or below which everything is settled."""
        return next(iter(self._unsettled)) - 1 if self._unsettled else self.cursor

    @property
    def room(self) -> int:
        """How many more rows may be admitted."""
        return HELD - len(self._unsettled) if self._bytes < HELD_BYTES else 0

    @property
    def in_flight(self) -> int:
        """Sent and not yet settled."""
        return len(self._flight)

    @property
    def stalled(self) -> bool:
        """Nothing can be sent before something settles or a refused row is due."""
        return not self._ready or len(self._flight) >= self._allowed

    @property
    def _allowed(self) -> int:
        return 1 if self._suspects else IN_FLIGHT

    @property
    def idle(self) -> bool:
        """Nothing is waiting for anything."""
        return not self._unsettled

    @property
    def sole(self) -> Row | None:
        """The one row in flight, if it is one."""
        return next(iter(self._flight.values())) if len(self._flight) == 1 else None

    def admit(self, rows: Sequence[Row]) -> None:
        """Take in the next rows of the outbox, in order."""
        for row in rows:
            self._unsettled[row.id] = row
            self._bytes += len(row.body)
            if (waiting := self._behind.get(row.subject)) is not None:
                waiting.append(row)
            else:
                self._behind[row.subject] = deque()
                self._ready.append(row)
            self.cursor = row.id

    def next(self, now: float) -> Row | None:
        """The row to send now, if any. `now` is monotonic seconds, as in `settle`."""
        while self._refused and self._refused[0][0] <= now:
            self._ready.append(self._unsettled[heapq.heappop(self._refused)[1]])
        return None if self.stalled else self._ready.popleft()

    def sent(self, tag: int, row: Row) -> None:
        """The row is on its way under this tag."""
        self._flight[tag] = row

    def settle(self, settled: Settled, now: float) -> Row | None:
        """Note an outcome; returns the row if that is the end of it."""
        row = self._flight.pop(settled.tag)
        if settled.outcome == "refused":
            tries = self._refusals.get(row.id, 0)
            self._refusals[row.id] = tries + 1
            heapq.heappush(self._refused, (now + min(LAST_RETRY, FIRST_RETRY * 2**tries), row.id))
            return None
        self._finish(row)
        return row

    def set_aside(self, row: Row) -> None:
        """The row will never be sent: it counts as settled."""
        self._flight = {tag: other for tag, other in self._flight.items() if other is not row}
        self._finish(row)

    def recall(self, *, suspect: bool = False) -> None:
        """The connection is gone: what was in flight is sent again first, in order; if suspect, one by one."""
        rows = sorted(self._flight.values())
        self._flight.clear()
        self._ready.extendleft(reversed(rows))
        if suspect:
            self._suspects.update(row.id for row in rows)

    def _finish(self, row: Row) -> None:
        del self._unsettled[row.id]
        self._bytes -= len(row.body)
        self._refusals.pop(row.id, None)
        self._suspects.discard(row.id)
        waiting = self._behind[row.subject]
        if waiting:
            self._ready.append(waiting.popleft())
        else:
            del self._behind[row.subject]
