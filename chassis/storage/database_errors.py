"""Tells apart what went wrong in a database: a passing conflict, a database that is down, or a wrong statement."""

import sqlite3

from sqlalchemy.exc import DBAPIError, OperationalError

_SQLITE_CONFLICT = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_SQLITE_DOWN = {sqlite3.SQLITE_IOERR, sqlite3.SQLITE_FULL, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY}
_POSTGRES_CONFLICT = ("40001", "40P01", "55P03")
"""serialization_failure, deadlock_detected, lock_not_available."""
_POSTGRES_DOWN = ("08", "53", "57P", "58", "25006")
"""Connection lost, out of resources, shut down, system error, read-only: nothing an event could be blamed for."""


def is_conflict(error: BaseException) -> bool:
    """Whether doing the same again may well work: another transaction was in the way."""
    code = _code(error)
    return code in _SQLITE_CONFLICT if isinstance(code, int) else code.startswith(_POSTGRES_CONFLICT)


def is_down(error: BaseException) -> bool:
    """Whether the database itself is in trouble: nothing can be committed, nobody is to blame."""
    if isinstance(error, DBAPIError) and error.connection_invalidated:
        return True
    code = _code(error)
    if code == "" and isinstance(error, OperationalError) and error.statement is None:
        return True  # no connection came about, so there was no server to give a code
    return code in _SQLITE_DOWN if isinstance(code, int) else code.startswith(_POSTGRES_DOWN)


def _code(error: BaseException) -> int | str:
    """SQLite's primary result code, or PostgreSQL's SQLSTATE; empty for anything else."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    if isinstance(cause, sqlite3.Error):
        return getattr(cause, "sqlite_errorcode", 0) & 0xFF
    return getattr(cause, "sqlstate", None) or ""
