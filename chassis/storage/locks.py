"""Locks that no single row stands for: names that one transaction at a time may hold."""

import hashlib
from collections.abc import Iterable

from sqlalchemy import text
from sqlalchemy.orm import Session

_LOCK = text("SELECT pg_advisory_xact_lock(key) FROM unnest(CAST(:keys AS bigint[])) AS key")


def lock_names(session: Session, names: Iterable[str]) -> None:
    """Let no other transaction hold any of these names until this one ends.

    Taken in one order everywhere, so two callers never wait for each other. SQLite has one writer at a time anyway.
    """
    keys = sorted({_key(name) for name in names})
    if keys and session.get_bind().dialect.name == "postgresql":
        session.execute(_LOCK, {"keys": keys})


def _key(name: str) -> int:
    return int.from_bytes(hashlib.blake2b(name.encode(), digest_size=8).digest(), signed=True)
