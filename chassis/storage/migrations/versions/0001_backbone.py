"""The tables of the event backbone and of safe requests."""

import sqlalchemy as sa
from alembic import op

revision = "backbone_0001"
down_revision = None
branch_labels = ("backbone",)
depends_on = None

serial = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
moment = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "outbox",
        sa.Column("id", serial, autoincrement=True, nullable=False),
        sa.Column("event_id", sa.String(36), nullable=False),
        sa.Column("type", sa.String(100), nullable=False),
        sa.Column("subject", sa.String(100), nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.Column("traceparent", sa.String(55), nullable=False),
        sa.Column("created_at", moment, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
        sa.UniqueConstraint("event_id", name=op.f("uq_outbox_event_id")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_outbox_type_id", "outbox", ["type", "id"])
    if op.get_bind().dialect.name == "postgresql":
        # A transaction gets its number before it takes an id, so that a snapshot shows who may still fill a gap.
        op.execute(
            "ALTER TABLE outbox ALTER COLUMN id SET DEFAULT "
            "nextval(CASE WHEN pg_current_xact_id() IS NOT NULL THEN 'outbox_id_seq'::regclass END)"
        )
    op.create_table(
        "relay_state",
        sa.Column("name", sa.String(50), nullable=False),
        sa.Column("epoch", sa.BigInteger, nullable=False),
        sa.Column("position", sa.BigInteger, nullable=False),
        sa.Column("leader", sa.String(100), nullable=False),
        sa.Column("lease_until", moment, nullable=False),
        sa.Column("broker", sa.String(10), nullable=False, server_default=""),
        sa.Column("broker_since", moment, nullable=True),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_relay_state")),
    )
    op.create_table(
        "relay_poison",
        sa.Column("outbox_id", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("at", moment, nullable=False),
        sa.PrimaryKeyConstraint("outbox_id", name=op.f("pk_relay_poison")),
    )
    op.create_table(
        "inbox",
        sa.Column("consumer", sa.String(50), nullable=False),
        sa.Column("source", sa.String(50), nullable=False),
        sa.Column("event_id", sa.String(36), nullable=False),
        sa.Column("sequence", sa.BigInteger),
        sa.Column("applied_at", moment, nullable=False),
        sa.PrimaryKeyConstraint("consumer", "source", "event_id", name=op.f("pk_inbox")),
    )
    op.create_index("ix_inbox_position", "inbox", ["consumer", "source", "sequence"])
    op.create_table(
        "subscription",
        sa.Column("consumer", sa.String(50), nullable=False),
        sa.Column("source", sa.String(50), nullable=False),
        sa.Column("position", sa.BigInteger, nullable=False),
        sa.Column("updated_at", moment, nullable=False),
        sa.PrimaryKeyConstraint("consumer", "source", name=op.f("pk_subscription")),
    )
    op.create_table(
        "attempts",
        sa.Column("consumer", sa.String(50), nullable=False),
        sa.Column("event_id", sa.String(36), nullable=False),
        sa.Column("count", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("consumer", "event_id", name=op.f("pk_attempts")),
    )
    op.create_table(
        "parked",
        sa.Column("id", serial, autoincrement=True, nullable=False),
        sa.Column("consumer", sa.String(50), nullable=False),
        sa.Column("source", sa.String(50), nullable=False),
        sa.Column("event_id", sa.String(36), nullable=False),
        sa.Column("subject", sa.String(100), nullable=False),
        sa.Column("sequence", sa.BigInteger),
        sa.Column("type", sa.String(100), nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.Column("traceparent", sa.String(55), server_default="", nullable=False),
        sa.Column("occurred_at", moment, nullable=False),
        sa.Column("holds", sa.Boolean, nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("next_at", moment),
        sa.Column("error", sa.Text, nullable=False),
        sa.Column("first_at", moment, nullable=False),
        sa.Column("last_at", moment, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_parked")),
        sa.UniqueConstraint("consumer", "source", "event_id", name=op.f("uq_parked_consumer_source_event_id")),
    )
    op.create_index("ix_parked_due", "parked", ["state", "next_at"])
    op.create_index("ix_parked_subject", "parked", ["consumer", "source", "subject"])
    op.create_table(
        "idempotency",
        sa.Column("account", sa.String(36), nullable=False),
        sa.Column("key", sa.String(100), nullable=False),
        sa.Column("fingerprint", sa.String(64), nullable=False),
        sa.Column("status", sa.Integer, nullable=False),
        sa.Column("headers", sa.Text, server_default="{}", nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.Column("created_at", moment, nullable=False),
        sa.PrimaryKeyConstraint("account", "key", name=op.f("pk_idempotency")),
    )
    op.create_index("ix_idempotency_created_at", "idempotency", ["created_at"])
    op.create_table(
        "audit",
        sa.Column("id", serial, autoincrement=True, nullable=False),
        sa.Column("at", moment, nullable=False),
        sa.Column("actor", sa.String(36), nullable=False),
        sa.Column("action", sa.String(100), nullable=False),
        sa.Column("subject", sa.String(120), nullable=False),
        sa.Column("detail", sa.Text, nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "work",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("kind", sa.String(60), nullable=False),
        sa.Column("facts", sa.Text, nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("done", sa.Integer, nullable=False),
        sa.Column("total", sa.Integer, nullable=False),
        sa.Column("stopping", sa.Boolean, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("result", sa.Text, nullable=False),
        sa.Column("asked_by", sa.Uuid, nullable=False),
        sa.Column("key", sa.String(100), nullable=False),
        sa.Column("asked_at", moment, nullable=False),
        sa.Column("ended_at", moment),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_work")),
        sa.UniqueConstraint("asked_by", "key", name=op.f("uq_work_asked_by_key")),
    )
    op.create_index("ix_work_asked_at", "work", ["asked_at"])
    op.create_index("ix_work_state", "work", ["state", "asked_at"])
    _create_manuscripts()


def _create_manuscripts() -> None:
    op.create_table(
        "manuscript",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("subject", sa.String(120), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("saves", sa.Integer, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_manuscript")),
        sa.UniqueConstraint("kind", "subject", name=op.f("uq_manuscript_kind_subject")),
    )
    op.create_table(
        "manuscript_revision",
        sa.Column("manuscript_id", sa.Uuid, nullable=False),
        sa.Column("number", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("content", sa.Text, nullable=False),
        sa.Column("origin", sa.String(10), nullable=False),
        sa.Column("begun_at", moment, nullable=False),
        sa.Column("saved_at", moment, nullable=False),
        sa.Column("saved_by", sa.Uuid, nullable=False),
        sa.Column("saved_name", sa.Text, nullable=False),
        _of_manuscript("manuscript_revision"),
        sa.PrimaryKeyConstraint("manuscript_id", "number", name=op.f("pk_manuscript_revision")),
    )
    op.create_index("ix_manuscript_revision_saved_by", "manuscript_revision", ["saved_by"])
    op.create_table(
        "manuscript_version",
        sa.Column("manuscript_id", sa.Uuid, nullable=False),
        sa.Column("number", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("published_at", moment, nullable=False),
        sa.Column("published_by", sa.Uuid, nullable=False),
        sa.Column("published_name", sa.Text, nullable=False),
        _of_manuscript("manuscript_version"),
        sa.PrimaryKeyConstraint("manuscript_id", "number", name=op.f("pk_manuscript_version")),
    )
    op.create_index("ix_manuscript_version_published_by", "manuscript_version", ["published_by"])


def _of_manuscript(table: str) -> "sa.ForeignKeyConstraint":
    return sa.ForeignKeyConstraint(["manuscript_id"], ["manuscript.id"], name=op.f(f"fk_{table}_manuscript_id"))
