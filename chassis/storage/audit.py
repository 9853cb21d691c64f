"""The audit record: who did what, written with the change itself, each row sealed by a hash over the one before.

The chain shows rows that were changed, inserted or removed; only a copy of the last hash kept elsewhere, such as in a
backup, shows that the end was cut off.
"""

import hashlib
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import insert, select, text
from sqlalchemy.orm import Session

from chassis import clock
from chassis.storage.tables import audit

LOCK = 0x41554449
"""Key of the PostgreSQL advisory lock that puts writers in line; SQLite has one writer anyway."""
BEGINNING = ""
RIGHT = "egret_right"
"""In `session.info`: the right by which the caller acts; it goes into every record of the transaction."""
RECORDED = "egret_recorded"
"""In `session.info`: whether the transaction has a record."""
_WRITTEN = "egret_written"
"""In `session.info`: the transaction and the hash of the record it wrote last."""

_IN_LINE = text("SELECT pg_advisory_xact_lock(:key)")
_LAST = select(audit.c.hash).order_by(audit.c.id.desc()).limit(1)
_RECORD = insert(audit)


def record(session: Session, actor: UUID | str, action: str, subject: UUID | str, **detail: Any) -> None:
    """Note, if and when the transaction commits, that `actor` did `action` to `subject`. No secrets in `detail`."""
    last = _last(session)
    if used := session.info.get(RIGHT):
        detail["right"] = used
    session.info[RECORDED] = True
    facts = msgspec.json.encode(detail, enc_hook=str, order="deterministic").decode()
    at, who, what = clock.now(), str(actor), str(subject)
    seal = _seal(last, at, who, action, what, facts)
    row = {"at": at, "actor": who, "action": action, "subject": what, "detail": facts, "hash": seal}
    session.execute(_RECORD, row)
    if not session.in_nested_transaction():
        session.info[_WRITTEN] = session.get_transaction(), seal


def _last(session: Session) -> str:
    """The hash before, kept from others until the transaction ends; what this one wrote itself it need not read.

    What is written inside a savepoint may be taken back alone, so that is always read.
    """
    transaction, seal = session.info.pop(_WRITTEN, (None, BEGINNING))
    if transaction is not None and transaction is session.get_transaction() and not session.in_nested_transaction():
        return str(seal)
    if session.get_bind().dialect.name == "postgresql":
        session.execute(_IN_LINE, {"key": LOCK})
    return session.scalar(_LAST) or BEGINNING


def verify_chain(session: Session) -> int | None:
    """The id of the first row that does not follow from the one before; None for an untouched record."""
    before = BEGINNING
    for row in session.execute(select(audit).order_by(audit.c.id)).yield_per(1000):
        if row.hash != _seal(before, row.at, row.actor, row.action, row.subject, row.detail):
            return int(row.id)
        before = row.hash
    return None


def _seal(before: str, at: datetime, actor: str, action: str, subject: str, detail: str) -> str:
    sealed = [before, at.isoformat(timespec="microseconds"), actor, action, subject, detail]
    return hashlib.sha256(msgspec.json.encode(sealed)).hexdigest()
