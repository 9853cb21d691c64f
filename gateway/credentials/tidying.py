"""Forgets what is over: codes, sessions, and how often something was tried."""

from chassis.config import Settings
from chassis.storage.engine import Database
from gateway.accounts import sessions
from gateway.credentials import codes, limits

EVERY = 900.0
"""Seconds between rounds."""


def tidy(database: Database, _settings: Settings) -> None:
    """One round."""
    for purge in (codes.purge, limits.purge, sessions.purge):
        with database.write() as session:
            purge(session)
