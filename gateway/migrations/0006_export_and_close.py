"""Keep exports while they are gathered and fetched, and know which accounts are closed."""

import sqlalchemy as sa
from alembic import op

from chassis.storage.tables import UTCDateTime

revision = "gateway_0006"
down_revision = "gateway_0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables of exports; note the end of accounts."""
    op.add_column("account", sa.Column("closed_at", UTCDateTime(timezone=True), nullable=True))
    op.create_table(
        "export",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("key", sa.LargeBinary(), nullable=True),
        sa.Column("missing", sa.JSON(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("requested_at", UTCDateTime(timezone=True), nullable=False),
        sa.Column("ready_at", UTCDateTime(timezone=True), nullable=True),
        sa.Column("expires_at", UTCDateTime(timezone=True), nullable=True),
        sa.Column("downloaded_at", UTCDateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_export"),
    )
    running = sa.text("state = 'gathering'")
    op.create_index(
        "uq_export_gathering", "export", ["account_id"], unique=True, sqlite_where=running, postgresql_where=running
    )
    op.create_index("ix_export_account_id", "export", ["account_id", "requested_at"])
    op.create_table(
        "export_piece",
        sa.Column("export_id", sa.Uuid(), nullable=False),
        sa.Column("part", sa.String(20), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("of", sa.Integer(), nullable=False),
        sa.Column("answer_id", sa.Uuid(), nullable=False),
        sa.Column("sealed", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("export_id", "part", "number", name="pk_export_piece"),
        sa.ForeignKeyConstraint(["export_id"], ["export.id"], name="fk_export_piece_export_id"),
    )
