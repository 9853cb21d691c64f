"""Everything notify keeps: recipients, what happened, messages and deliveries."""

import sqlalchemy as sa
from alembic import op

revision = "notify_0001"
down_revision = None
branch_labels = ("notify",)
depends_on = None

moment = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "activity",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("event_id", sa.String(length=36), nullable=False),
        sa.Column("type", sa.String(length=100), nullable=False),
        sa.Column("at", moment, nullable=False),
        sa.Column("facts", sa.LargeBinary(), nullable=False),
        sa.Column("about", sa.Uuid(), nullable=True),
        sa.Column("scope", sa.String(length=100), server_default="", nullable=False),
        sa.Column("template", sa.String(length=60), nullable=False),
        sa.Column("link", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_activity")),
        sa.UniqueConstraint("event_id", name=op.f("uq_activity_event_id")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_activity_at", "activity", ["at"], unique=False)
    op.create_index("ix_activity_scope", "activity", ["scope", "id"], unique=False)
    op.create_table(
        "contact",
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("email", sa.String(length=320), nullable=False),
        sa.Column("mobile", sa.String(length=16), server_default="", nullable=False),
        sa.Column("changed_at", moment, nullable=False),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_contact")),
    )
    op.create_table(
        "recipient",
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("search_text", sa.String(length=400), nullable=False),
        sa.Column("locale", sa.String(length=10), nullable=False),
        sa.Column("closed_at", moment, nullable=True),
        sa.Column("digest_at", moment, nullable=False),
        sa.Column("digest_through", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_recipient")),
    )
    op.create_table(
        "delivery",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("activity_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("channel", sa.String(length=10), nullable=False),
        sa.Column("template", sa.String(length=60), nullable=False),
        sa.Column("facts", sa.LargeBinary(), nullable=True),
        sa.Column("link", sa.String(length=200), nullable=False),
        sa.Column("matter", sa.String(length=60), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("claims", sa.Integer(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("refusals", sa.Integer(), nullable=False),
        sa.Column("doubts", sa.Integer(), nullable=False),
        sa.Column("next_at", moment, nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("created_at", moment, nullable=False),
        sa.Column("queued_at", moment, nullable=False),
        sa.Column("updated_at", moment, nullable=False),
        sa.ForeignKeyConstraint(["activity_id"], ["activity.id"], name=op.f("fk_delivery_activity_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delivery")),
        sa.UniqueConstraint("activity_id", "account_id", name=op.f("uq_delivery_activity_id_account_id")),
    )
    op.create_index("ix_delivery_account", "delivery", ["account_id", "state"], unique=False)
    op.create_index("ix_delivery_next_at", "delivery", ["next_at"], unique=False)
    op.create_index("ix_delivery_state", "delivery", ["state", "id"], unique=False)
    op.create_table(
        "message",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("activity_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("template", sa.String(length=60), nullable=False),
        sa.Column("link", sa.String(length=200), nullable=False),
        sa.Column("bundled", sa.Boolean(), nullable=False),
        sa.Column("read_at", moment, nullable=True),
        sa.ForeignKeyConstraint(["activity_id"], ["activity.id"], name=op.f("fk_message_activity_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_message")),
        sa.UniqueConstraint("account_id", "activity_id", name=op.f("uq_message_account_id_activity_id")),
    )
    op.create_index("ix_message_unread", "message", ["account_id", "read_at", "bundled", "template"], unique=False)
    op.create_table(
        "recipient_role",
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.String(length=30), nullable=False),
        sa.Column("scope", sa.String(length=100), nullable=False),
        sa.Column("since", moment, nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["recipient.account_id"], name=op.f("fk_recipient_role_account_id")),
        sa.PrimaryKeyConstraint("account_id", "role", "scope", name=op.f("pk_recipient_role")),
    )
    op.create_index("ix_recipient_role_role", "recipient_role", ["role"], unique=False)
