"""Create the tables of accounts, sign-in and kept forms."""

import sqlalchemy as sa
from alembic import op

from chassis.storage.tables import UTCDateTime

revision = "gateway_0001"
down_revision = None
branch_labels = ("gateway",)
depends_on = None


def upgrade() -> None:
    """Create every table of the first version."""
    op.create_table(
        "account",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("email", sa.String(254), nullable=False),
        sa.Column("locale", sa.String(10), nullable=False),
        sa.Column("created_at", UTCDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_account"),
        sa.UniqueConstraint("email", name="uq_account_email"),
    )
    op.create_table(
        "role_grant",
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.String(20), nullable=False),
        sa.Column("scope", sa.String(100), nullable=False),
        sa.PrimaryKeyConstraint("account_id", "role", "scope", name="pk_role_grant"),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_role_grant_account_id"),
    )
    op.create_table(
        "signin_link",
        sa.Column("hash", sa.String(64), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", UTCDateTime(timezone=True), nullable=False),
        sa.Column("expires_at", UTCDateTime(timezone=True), nullable=False),
        sa.Column("used_at", UTCDateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("hash", name="pk_signin_link"),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_signin_link_account_id"),
    )
    op.create_index("ix_signin_link_account_id", "signin_link", ["account_id"])
    _create_sessions()


def _create_sessions() -> None:
    op.create_table(
        "signin_session",
        sa.Column("hash", sa.String(64), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", UTCDateTime(timezone=True), nullable=False),
        sa.Column("expires_at", UTCDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("hash", name="pk_signin_session"),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_signin_session_account_id"),
    )
    op.create_index("ix_signin_session_account_id", "signin_session", ["account_id"])
    op.create_index("ix_signin_session_expires_at", "signin_session", ["expires_at"])
    op.create_table(
        "kept_form",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("browser", sa.String(64), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=True),
        sa.Column("path", sa.String(500), nullable=False),
        sa.Column("fields", sa.Text(), nullable=False),
        sa.Column("created_at", UTCDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_kept_form"),
        sa.UniqueConstraint("browser", "path", name="uq_kept_form_browser_path"),
    )
    op.create_index("ix_kept_form_created_at", "kept_form", ["created_at"])
