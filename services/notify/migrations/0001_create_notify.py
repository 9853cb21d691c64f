"""The tables of notify: recipients, what happened, messages and deliveries."""

import sqlalchemy as sa
from alembic import op

revision = "notify_0001"
down_revision = None
branch_labels = ("notify",)
depends_on = None

serial = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
moment = sa.DateTime(timezone=True)


def upgrade() -> None:
    create_recipients()
    op.create_table(
        "activity",
        sa.Column("id", serial, autoincrement=True, nullable=False),
        sa.Column("event_id", sa.String(36), nullable=False),
        sa.Column("type", sa.String(100), nullable=False),
        sa.Column("at", moment, nullable=False),
        sa.Column("facts", sa.LargeBinary, nullable=False),
        sa.Column("about", sa.Uuid),
        sa.Column("template", sa.String(60), nullable=False),
        sa.Column("link", sa.String(200), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_activity")),
        sa.UniqueConstraint("event_id", name=op.f("uq_activity_event_id")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_activity_at", "activity", ["at"])
    op.create_table(
        "message",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("activity_id", serial, nullable=False),
        sa.Column("account_id", sa.Uuid, nullable=False),
        sa.Column("template", sa.String(60), nullable=False),
        sa.Column("link", sa.String(200), nullable=False),
        sa.Column("read_at", moment),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_message")),
        sa.ForeignKeyConstraint(["activity_id"], ["activity.id"], name=op.f("fk_message_activity_id")),
        sa.UniqueConstraint("account_id", "activity_id", name=op.f("uq_message_account_id_activity_id")),
    )
    op.create_index("ix_message_unread", "message", ["account_id", "read_at"])
    create_delivery()


def create_recipients() -> None:
    op.create_table(
        "recipient",
        sa.Column("account_id", sa.Uuid, nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("locale", sa.String(10), nullable=False),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_recipient")),
    )
    op.create_table(
        "recipient_role",
        sa.Column("account_id", sa.Uuid, nullable=False),
        sa.Column("role", sa.String(30), nullable=False),
        sa.Column("since", moment, nullable=False),
        sa.PrimaryKeyConstraint("account_id", "role", name=op.f("pk_recipient_role")),
        sa.ForeignKeyConstraint(["account_id"], ["recipient.account_id"], name=op.f("fk_recipient_role_account_id")),
    )
    op.create_index("ix_recipient_role_role", "recipient_role", ["role"])
    op.create_table(
        "contact",
        sa.Column("account_id", sa.Uuid, nullable=False),
        sa.Column("email", sa.String(320), nullable=False),
        sa.Column("changed_at", moment, nullable=False),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_contact")),
    )


def create_delivery() -> None:
    op.create_table(
        "delivery",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("activity_id", serial, nullable=False),
        sa.Column("account_id", sa.Uuid, nullable=False),
        sa.Column("channel", sa.String(10), nullable=False),
        sa.Column("template", sa.String(60), nullable=False),
        sa.Column("link", sa.String(200), nullable=False),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("claims", sa.Integer, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("doubts", sa.Integer, nullable=False),
        sa.Column("next_at", moment),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("created_at", moment, nullable=False),
        sa.Column("queued_at", moment, nullable=False),
        sa.Column("updated_at", moment, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delivery")),
        sa.ForeignKeyConstraint(["activity_id"], ["activity.id"], name=op.f("fk_delivery_activity_id")),
        sa.UniqueConstraint(
            "activity_id", "account_id", "channel", name=op.f("uq_delivery_activity_id_account_id_channel")
        ),
    )
    op.create_index("ix_delivery_next_at", "delivery", ["next_at"])
    op.create_index("ix_delivery_state", "delivery", ["state", "id"])
    op.create_index("ix_delivery_account", "delivery", ["account_id", "state"])
