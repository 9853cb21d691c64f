"""The line of direct messages: short, in memory, emptied by a few threads; a message that cannot leave soon is dropped.

Nothing is written down, so a message that waits here when the process ends is gone, and its reader asks again.
"""

import logging
import queue
import threading
import time
from dataclasses import dataclass

from chassis.storage import ids
from services.notify.channels.actions import open_channel
from services.notify.channels.models import Channel, Fate, Outcome
from services.notify.config import NotifySettings
from services.notify.direct import actions
from services.notify.direct.errors import Overloaded
from services.notify.direct.models import EMAIL, Direct, SmsSender
from services.notify.direct.sms import open_sms

log = logging.getLogger(__name__)

MOST = 500
"""Messages that may wait."""
THREADS = 2
PAUSES = (1.0, 5.0)
"""Seconds before the second and the third attempt."""
IDLE = 5.0
"""Seconds without a message until the connection to the mail server is let go."""


@dataclass
class Sender:
    """Sends what is put into it. Threads start with the first message, so after any fork."""

    settings: NotifySettings

    def __post_init__(self) -> None:
        open_sms(self.settings)  # what cannot be opened is found out now, not with the first message
        self._line: queue.Queue[Direct] = queue.Queue(MOST)
        self._starting = threading.Lock()
        self._started = False

    def put(self, message: Direct) -> None:
        """Take a message in. Raises Overloaded."""
        self._start()
        try:
            self._line.put_nowait(message)
        except queue.Full as full:
            raise Overloaded from full

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
        channel, sms = open_channel(self.settings), open_sms(self.settings)
        while True:
            try:
                message = self._line.get(timeout=IDLE)
            except queue.Empty:
                channel.close()
                continue
            try:
                self._send(message, channel, sms)
            except Exception as error:
                # The traceback would carry what the message says.
                log.error("a message of kind %s could not be made: %s", message.kind, type(error).__name__)

    def _send(self, message: Direct, channel: Channel, sms: SmsSender) -> None:
        outcome = self._attempt(message, channel, sms)
        for pause in PAUSES:
            if outcome.fate not in {Fate.DOWN, Fate.LATER}:
                break
            time.sleep(pause)
            outcome = self._attempt(message, channel, sms)
        if outcome.fate is not Fate.SENT:
            # What the server said may name the address.
            log.warning("a message of kind %s was not sent: %s %s", message.kind, outcome.fate, outcome.reason[:3])

    def _attempt(self, message: Direct, channel: Channel, sms: SmsSender) -> Outcome:
        if message.channel == EMAIL:
            return channel.send(actions.mail(message, self.settings, ids.new_id()))
        words = actions.sms(message)
        return sms.send(words) if words else Outcome(Fate.SENT)
