"""Text messages: written to files, or handed to a provider's sender named in the settings."""

import importlib
from pathlib import Path

from chassis.config import ConfigError
from services.notify.channels.folder import private
from services.notify.channels.models import Fate, Outcome, Sms, SmsSender
from services.notify.config import NotifySettings


class SmsFolder:
    """Writes each text message into `<id>.txt`, for its reader alone (mode 0600)."""

    repeatable = True

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def send(self, sms: Sms) -> Outcome:
        """Write the file."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with open(self._folder / f"{sms.id}.txt", "w", encoding="utf-8", opener=private) as file:
                file.write(f"{sms.to}\n{sms.text}\n")
        except OSError as error:
            return Outcome(Fate.DOWN, str(error))
        return Outcome(Fate.SENT)


def open_sms(settings: NotifySettings) -> SmsSender:
    """The sender in EGRET_SMS, `package.module:factory`, called with the settings; files where none is set.

    Raises ConfigError where there is no such thing.
    """
    if not settings.sms:
        return SmsFolder(settings.sms_folder)
    module, _, name = settings.sms.partition(":")
    try:
        sender: SmsSender = getattr(importlib.import_module(module), name)(settings)
    except (ImportError, AttributeError) as error:
        raise ConfigError(f"EGRET_SMS={settings.sms!r} must name a sender as package.module:factory.") from error
    return sender
