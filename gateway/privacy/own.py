"""What the gateway itself holds about a person, without any secret."""

from typing import Any
from uuid import UUID

from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from chassis.storage.tables import audit
from contracts.scopes import Scope
from gateway.base import Base

ANSWERS = {"export", "export_piece"}
"""Tables of exports themselves."""
SHOWN = {
    *("name", "email", "mobile", "locale", "role", "scope"),
    *("address", "address_kind", "agent", "path", "fields", "purpose", "version", "language", "sha256"),
    *("number", "topic", "concerns", "facts", "wish", "contact", "confidential", "answer"),
    *("created_at", "changed_at", "confirmed_at", "given_at", "withdrawn_at", "granted_at", "expires_at", "used_at"),
    *("seen_at", "last_seen_at", "received_at", "answered_at", "closed_at"),
}
"""Columns that say something about the person. All others are ids, or secrets and what is made of them."""


def held(session: Session, account_id: UUID) -> dict[str, Any]:
    """The account, every row that belongs to it by table, and what the person did here."""
    facts: dict[str, Any] = {"account": _rows(session, Base.metadata.tables["account"], "id", account_id)}
    for name, table in sorted(Base.metadata.tables.items()):
        if "account_id" in table.c and name not in ANSWERS:
            facts[name] = _rows(session, table, "account_id", account_id)
    done = select(audit.c.at, audit.c.action, audit.c.subject).where(audit.c.actor == str(account_id))
    facts["activity"] = [dict(row) for row in session.execute(done.order_by(audit.c.id)).mappings()]
    return facts


def _rows(session: Session, table: Table, column: str, account_id: UUID) -> list[dict[str, Any]]:
    shown = [one for one in table.c if one.name in SHOWN]
    if not shown:
        return []
    found = session.execute(select(*shown).where(table.c[column] == account_id))
    return [{name: _plain(value) for name, value in row.items()} for row in found.mappings()]


def _plain(value: Any) -> Any:
    """A scope as the text it is: what is packed knows no kinds of text."""
    return str(value) if isinstance(value, Scope) else value
