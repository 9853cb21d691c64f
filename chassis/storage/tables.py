"""The tables every part's database carries for the event backbone and for safe requests."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    DDL,
    BigInteger,
    Boolean,
    Column,
    DateTime,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    Uuid,
    event,
)

from contracts.scopes import Scope

NAMING = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
Serial = BigInteger().with_variant(Integer(), "sqlite")


class UTCDateTime(TypeDecorator[datetime]):
    """An aware datetime, stored in UTC; refuses naive values."""

    impl = DateTime(timezone=True)
    cache_ok = True

    @property
    def python_type(self) -> type[datetime]:
        """What a value is in code."""
        return datetime

    def process_bind_param(self, value: datetime | None, dialect: Any) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a stored time must be aware")
        return value.astimezone(UTC) if dialect.name != "sqlite" else value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Any) -> datetime | None:
        return value.replace(tzinfo=UTC) if value is not None and value.tzinfo is None else value


class StoredScope(TypeDecorator[Scope]):
    """Where a role holds, stored as it is written."""

    impl = String(100)
    cache_ok = True

    def process_result_value(self, value: str | None, dialect: Any) -> Scope | None:
        """As the type it has in code; what is stored was checked when it came in."""
        return None if value is None else Scope(value)


metadata = MetaData(naming_convention=NAMING)

outbox = Table(
    "outbox",
    metadata,
    Column("id", Serial, primary_key=True, autoincrement=True),
    Column("event_id", String(36), nullable=False, unique=True),
    Column("type", String(100), nullable=False),
    Column("subject", String(100), nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("traceparent", String(55), nullable=False),
    Column("created_at", UTCDateTime, nullable=False),
    Index("ix_outbox_type_id", "type", "id"),
    sqlite_autoincrement=True,
)
"""Append-only log of what this part told the others."""

NUMBERED = DDL(  # type: ignore[no-untyped-call]  # untyped in SQLAlchemy
    "ALTER TABLE outbox ALTER COLUMN id SET DEFAULT "
    "nextval(CASE WHEN pg_current_xact_id() IS NOT NULL THEN 'outbox_id_seq'::regclass END)"
)
"""PostgreSQL: a transaction gets its number before it takes an id, so a snapshot shows who may still fill a gap."""
event.listen(outbox, "after_create", NUMBERED.execute_if(dialect="postgresql"))

relay_state = Table(
    "relay_state",
    metadata,
    Column("name", String(50), primary_key=True),
    Column("epoch", BigInteger, nullable=False),
    Column("position", BigInteger, nullable=False),
    Column("leader", String(100), nullable=False),
    Column("lease_until", UTCDateTime, nullable=False),
    Column("broker", String(10), nullable=False, server_default=""),
    Column("broker_since", UTCDateTime, nullable=True),
)
"""One row: who may publish (lease with a fencing epoch), the highest contiguously confirmed outbox id, and what the
leader says of the broker."""

relay_poison = Table(
    "relay_poison",
    metadata,
    Column("outbox_id", BigInteger, primary_key=True, autoincrement=False),
    Column("reason", Text, nullable=False),
    Column("at", UTCDateTime, nullable=False),
)
"""Outbox rows the broker refused for what they are, such as too large; the others went on."""

inbox = Table(
    "inbox",
    metadata,
    Column("consumer", String(50), primary_key=True),
    Column("source", String(50), primary_key=True),
    Column("event_id", String(36), primary_key=True),
    Column("sequence", BigInteger),
    Column("applied_at", UTCDateTime, nullable=False),
    Index("ix_inbox_position", "consumer", "source", "sequence"),
)
"""Events whose effect is committed. Rows at or below the subscription's position may be pruned."""

subscription = Table(
    "subscription",
    metadata,
    Column("consumer", String(50), primary_key=True),
    Column("source", String(50), primary_key=True),
    Column("position", BigInteger, nullable=False),
    Column("updated_at", UTCDateTime, nullable=False),
)
"""Outbox id of the source up to which every event of interest is applied or parked."""

attempts = Table(
    "attempts",
    metadata,
    Column("consumer", String(50), primary_key=True),
    Column("event_id", String(36), primary_key=True),
    Column("count", Integer, nullable=False),
)
"""Written before a suspect event is handled, so that an event which kills the process is found out."""

parked = Table(
    "parked",
    metadata,
    Column("id", Serial, primary_key=True, autoincrement=True),
    Column("consumer", String(50), nullable=False),
    Column("source", String(50), nullable=False),
    Column("event_id", String(36), nullable=False),
    Column("subject", String(100), nullable=False),
    Column("sequence", BigInteger),
    Column("type", String(100), nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("traceparent", String(55), nullable=False, server_default=""),
    Column("occurred_at", UTCDateTime, nullable=False),
    Column("holds", Boolean, nullable=False),
    Column("state", String(10), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("next_at", UTCDateTime),
    Column("error", Text, nullable=False),
    Column("first_at", UTCDateTime, nullable=False),
    Column("last_at", UTCDateTime, nullable=False),
    UniqueConstraint("consumer", "source", "event_id"),
    Index("ix_parked_due", "state", "next_at"),
    Index("ix_parked_subject", "consumer", "source", "subject"),
)
"""Events that could not be applied. States: retry, held (behind an earlier one of its subject), dead, discarded.

`holds`: later events of its subject wait behind it."""

idempotency = Table(
    "idempotency",
    metadata,
    Column("account", String(36), primary_key=True),
    Column("key", String(100), primary_key=True),
    Column("fingerprint", String(64), nullable=False),
    Column("status", Integer, nullable=False),
    Column("headers", Text, nullable=False, server_default="{}"),
    Column("body", LargeBinary, nullable=False),
    Column("created_at", UTCDateTime, nullable=False, index=True),
)
"""Answers to creating requests, stored with their effect, so that a repeated request is answered, not repeated."""

audit = Table(
    "audit",
    metadata,
    Column("id", Serial, primary_key=True, autoincrement=True),
    Column("at", UTCDateTime, nullable=False),
    Column("actor", String(36), nullable=False),
    Column("action", String(100), nullable=False),
    Column("subject", String(120), nullable=False),
    Column("detail", Text, nullable=False),
    Column("hash", String(64), nullable=False),
    sqlite_autoincrement=True,
)
"""Append-only, hash-chained record of who did what."""

work = Table(
    "work",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("kind", String(60), nullable=False),
    Column("facts", Text, nullable=False),
    Column("state", String(10), nullable=False),
    Column("done", Integer, nullable=False),
    Column("total", Integer, nullable=False),
    Column("stopping", Boolean, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("result", Text, nullable=False),
    Column("asked_by", Uuid, nullable=False),
    Column("key", String(100), nullable=False),
    Column("asked_at", UTCDateTime, nullable=False, index=True),
    Column("ended_at", UTCDateTime),
    UniqueConstraint("asked_by", "key"),
    Index("ix_work_state", "state", "asked_at"),
)
"""Long work that people asked for and look at while it goes on. `facts` and `result` are JSON; see `chassis/work`."""
