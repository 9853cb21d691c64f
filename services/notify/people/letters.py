"""Letters that are files, as where no mail server is set: each stands in for a mailbox, but not for ever."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

from sqlalchemy import select

from chassis import clock
from chassis.config import Settings
from chassis.storage.engine import Database
from services.notify.config import NotifySettings
from services.notify.deliveries.models import Delivery
from services.notify.recipients.models import Recipient

KEPT = timedelta(days=30)
"""How long a letter stays readable."""


def clear_letters(database: Database, settings: Settings) -> None:
    """Take away what was written to people who have left since, and what has been there for long."""
    assert isinstance(settings, NotifySettings)  # noqa: S101  # the part's settings, by construction
    folders = [folder for folder in (settings.mail_folder, settings.sms_folder) if folder.is_dir()]
    if not folders:
        return
    gone = _to_people_who_left(database)
    for folder in folders:
        for delivery in gone:
            for ending in ("eml", "txt"):
                (folder / f"{delivery}.{ending}").unlink(missing_ok=True)
        _clear_old(folder)


def _to_people_who_left(database: Database) -> Sequence[UUID]:
    """Deliveries to accounts closed so lately that a letter may still be there."""
    theirs = select(Delivery.id).join(Recipient, Recipient.account_id == Delivery.account_id)
    with database.read() as session:
        return session.scalars(theirs.where(Recipient.closed_at > clock.now() - 2 * KEPT)).all()


def _clear_old(folder: Path) -> None:
    for path in folder.iterdir():
        if datetime.fromtimestamp(path.stat().st_mtime, UTC) < clock.now() - KEPT:
            path.unlink(missing_ok=True)
