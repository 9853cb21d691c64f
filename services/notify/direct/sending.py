"""The line of direct messages: short, in memory, emptied by a few threads; a message that cannot leave soon is dropped.

Nothing is written down, so a message that waits here when the process ends is gone, and its reader asks again. Whoever
hands a message in learns within seconds whether it left, so that a page never promises what cannot come.
"""

import logging
import queue
import threading
import time
from dataclasses import dataclass

from chassis.storage import ids
from services.notify.channels.actions import Outlets, open_outlets
from services.notify.channels.models import EMAIL, Fate, Outcome
from services.notify.channels.sms import open_sms
from services.notify.config import NotifySettings
from services.notify.direct import actions
from services.notify.direct.errors import Overloaded
from services.notify.direct.models import Direct, Handed

log = logging.getLogger(__name__)

MOST = 500
"""Messages that may wait."""
THREADS = 2
PAUSES = (1.0, 5.0)
"""Seconds before the second and the third attempt."""
IDLE = 5.0
"""Seconds without a message until the connection to the mail server is let go."""
PATIENCE = 2.0
"""Seconds a caller waits to learn whether the message left."""
WATCHERS = 6
"""Callers that may wait at a time: each holds a thread of the web process."""


@dataclass
class Sender:
    """Sends what is put into it. Threads start with the first message, so after any fork."""

    settings: NotifySettings

    def __post_init__(self) -> None:
        open_sms(self.settings)  # what cannot be opened is found out now, not with the first message
        self._line: queue.Queue[Handed] = queue.Queue(MOST)
        self._starting = threading.Lock()
        self._started = False
        self._watching = threading.Semaphore(WATCHERS)
        self._down: dict[str, bool] = {}

    def put(self, message: Direct) -> Outcome | None:
        """Take a message in; how it ended, None where that is not known within seconds. Raises Overloaded.

        Where the other side did not answer before and does not now, it counts as down.
        """
        self._start()
        handed = Handed(message)
        try:
            self._line.put_nowait(handed)
        except queue.Full as full:
            raise Overloaded from full
        if self._watching.acquire(blocking=False):
            try:
                handed.ended.wait(PATIENCE)
            finally:
                self._watching.release()
        if handed.outcome is None and self._down.get(message.channel):
            return Outcome(Fate.DOWN)
        return handed.outcome

    @property
    def folder(self) -> str:
        """Where e-mails are written for want of a server, as people on this machine find it; empty elsewhere."""
        return self._shown("mail") if self.settings.embedded and not self.settings.smtp else ""

    @property
    def sms_folder(self) -> str:
        """The same for text messages."""
        return self._shown("sms") if self.settings.embedded and not self.settings.sms else ""

    def _shown(self, name: str) -> str:
        return f"{self.settings.data.name}/{name}"

    def _start(self) -> None:
        with self._starting:
            if not self._started:
                self._started = True
                for number in range(THREADS):
                    threading.Thread(target=self._work, name=f"direct-{number}", daemon=True).start()

    def _work(self) -> None:
        outlets = open_outlets(self.settings)
        while True:
            try:
                handed = self._line.get(timeout=IDLE)
            except queue.Empty:
                outlets.close()
                continue
            try:
                self._send(handed, outlets)
            except Exception as error:
                # The traceback would carry what the message says.
                log.error("a message of kind %s could not be made: %s", handed.message.kind, type(error).__name__)
                handed.end(Outcome(Fate.REFUSED))

    def _send(self, handed: Handed, outlets: Outlets) -> None:
        """Try, and again where the other side refuses for now. Where it is down the person is told, and asks again."""
        outcome = self._attempt(handed.message, outlets)
        for pause in PAUSES:
            if outcome.fate is not Fate.LATER:
                break
            time.sleep(pause)
            outcome = self._attempt(handed.message, outlets)
        self._down[handed.message.channel] = outcome.fate is Fate.DOWN
        handed.end(outcome)
        if outcome.fate is not Fate.SENT:
            # What the server said may name the address.
            kind = handed.message.kind
            log.warning("a message of kind %s was not sent: %s %s", kind, outcome.fate, outcome.reason[:3])

    def _attempt(self, message: Direct, outlets: Outlets) -> Outcome:
        if message.channel == EMAIL:
            return outlets.send(actions.mail(message, self.settings, ids.new_id()))
        words = actions.sms(message)
        return outlets.send(words) if words else Outcome(Fate.SENT)
