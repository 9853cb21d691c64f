"""E-mails as .eml files: what happens where no mail server is set."""

import os
from pathlib import Path

from services.notify.channels.models import Fate, Mail, Outcome


class Folder:
    """Writes each e-mail into `<delivery id>.eml`, all of it or nothing."""

    repeatable = True

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def send(self, mail: Mail) -> Outcome:
        """Write the file; writing it again replaces it."""
        temporary = self._folder / f"{mail.id}.part"
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with open(temporary, "wb", opener=private) as file:
                file.write(mail.content)
                file.flush()
                os.fsync(file.fileno())
            temporary.replace(self._folder / f"{mail.id}.eml")
        except OSError as error:
            return Outcome(Fate.DOWN, str(error))
        return Outcome(Fate.SENT)

    def close(self) -> None:
        """Nothing to let go of."""


def private(path: str, flags: int) -> int:
    """Open a file that nobody but the product itself may read (mode 0600)."""
    return os.open(path, flags, 0o600)
