"""Checks files outside every transaction: asks the scanner, opens the file, keeps a picture of its first page."""

import logging
from collections.abc import Callable, Sequence
from time import monotonic

from sqlalchemy.orm import InstrumentedAttribute, Session

from chassis.config import Settings
from chassis.files.opened import TOO_COMPLEX, UNREADABLE, Unfit
from chassis.files.opening import PATIENCE, Late, open_file
from chassis.files.scanner import Scanner, ScannerAway
from chassis.files.wording import INFECTED
from chassis.storage.engine import Database
from services.registration.config import RegistrationSettings
from services.registration.files.checks import actions
from services.registration.files.checks.actions import Outcome
from services.registration.files.contents import sweep
from services.registration.files.contents.store import FileStore

log = logging.getLogger(__name__)
EVERY = 0.5
"""Seconds until a new upload is noticed."""
IN_REQUEST = 3.0
"""Seconds that somebody is made to wait for files to be opened."""
Settled = Callable[[Session, str, Outcome], None]
"""Told of each check that was made, in its transaction: the content, and what it came to."""


def check_files(database: Database, settings: Settings, *, settled: Settled) -> None:
    """Check every file that waits."""
    if not isinstance(settings, RegistrationSettings):
        return
    while True:
        with database.read() as session:
            found = actions.next_due(session)
        if found is None:
            return
        try:
            outcome = _look(settings, *found, PATIENCE)
        except Late:
            outcome = Outcome(finding=TOO_COMPLEX)
        _keep(database, settings, *found, outcome, settled)


def check_soon(
    database: Database, settings: RegistrationSettings, waiting: Sequence[tuple[str, str]], *, settled: Settled
) -> None:
    """Check these files now, for somebody who waits; what takes long is left to the worker."""
    until = monotonic() + IN_REQUEST
    for sha256, type in waiting:
        try:
            outcome = _look(settings, sha256, type, max(0.1, until - monotonic()))
            _keep(database, settings, sha256, type, outcome, settled)
        except Late:
            return


def forget_checks(database: Database, _settings: Settings, *, referring: Sequence[InstrumentedAttribute[str]]) -> None:
    """Forget what is known of files that are gone."""
    with database.write() as session:
        actions.forget_unused(session, referring)


def _look(settings: RegistrationSettings, sha256: str, type: str, patience: float) -> Outcome:
    """Raises Late. What goes wrong on our side is tried again later."""
    store = FileStore(settings.files_url)
    try:
        if settings.clamd and Scanner(settings.clamd, patience).scan(store.read(sha256)):
            return Outcome(finding=INFECTED)
        with store.on_disk(sha256) as path:
            opened = open_file(path, type, patience=patience)
        return Outcome(opened=opened, picture=store.put([opened.picture]) if opened.picture else None)
    except ScannerAway as away:
        log.warning("the scanner is away: %s", away)
        return Outcome(scanner_away=True)
    except Unfit as unfit:
        return Outcome(finding=unfit.finding)
    except FileNotFoundError:
        return Outcome(finding=UNREADABLE)
    except Late:
        raise
    except Exception:
        log.exception("file %s could not be checked", sha256)
        return Outcome()


def _keep(
    database: Database, settings: RegistrationSettings, sha256: str, type: str, outcome: Outcome, settled: Settled
) -> None:
    with database.write() as session:
        if outcome.picture:
            sweep.keep(session, FileStore(settings.files_url), outcome.picture.sha256)
        if actions.settle(session, sha256, type, outcome):
            session.flush()
            settled(session, sha256, outcome)
