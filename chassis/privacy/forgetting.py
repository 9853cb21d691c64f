"""How every part forgets a person who left: their names and addresses go out of what is kept of events."""

from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import Table, delete, select, update
from sqlalchemy.orm import Session

from chassis import shapes
from chassis.storage.tables import idempotency, outbox, parked
from contracts.events import FORMER, REGISTRY

EMPTIED = {"email", "mobile", "reason"}
"""Personal fields that are emptied, not renamed: contact details, and what a mail server says, which may quote them."""


def forget(session: Session, account_id: UUID) -> None:
    """Take the person out of what this part has told, could not apply yet, and answered lately. Doing it again is safe.

    The events stay, so that a part which reads the log from its beginning learns all but who it was.
    """
    session.execute(delete(idempotency).where(idempotency.c.account == str(account_id)))
    for table in (outbox, parked):
        forget_in(session, table, "body", account_id)


def forget_in(session: Session, table: Table, column: str, account_id: UUID) -> None:
    """Take the person out of the events (JSON in `column`, their type in `type`) that a table keeps."""
    kinds = [kind for kind, event in REGISTRY.items() if event.PERSONAL]
    found = session.execute(select(table.c.id, table.c.type, table.c[column]).where(table.c.type.in_(kinds)))
    changed = [(key, nameless(kind, body, account_id)) for key, kind, body in found if str(account_id).encode() in body]
    for key, body in changed:
        if body is not None:
            session.execute(update(table).where(table.c.id == key).values({column: body}))


def nameless(kind: str, body: bytes, account_id: UUID) -> bytes | None:
    """An event's JSON without what names or reaches this person; None where there is nothing of the kind.

    What came as an event may be anything: it lies among the parked ones because nobody could read it.
    """
    try:
        facts = shapes.read(body, dict[str, Any])
    except msgspec.MsgspecError:
        return None
    about = {name for name, account in REGISTRY[kind].PERSONAL.items() if facts.get(account) == str(account_id)}
    for name in about & facts.keys():
        facts[name] = "" if name in EMPTIED else FORMER
    return msgspec.json.encode(facts) if about else None
