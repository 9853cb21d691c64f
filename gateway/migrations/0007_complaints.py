"""Create the table of complaints."""

import sqlalchemy as sa
from alembic import op

from chassis.storage.tables import UTCDateTime

revision = "gateway_0007"
down_revision = "gateway_0006"
branch_labels = None
depends_on = None

_MOMENT = UTCDateTime(timezone=True)


def upgrade() -> None:
    """Create `complaint`."""
    op.create_table(
        "complaint",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.String(20), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.Column("topic", sa.String(20), nullable=False),
        sa.Column("concerns", sa.String(200), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("wish", sa.Text(), nullable=False),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("contact", sa.String(200), nullable=False),
        sa.Column("confidential", sa.Boolean(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=True),
        sa.Column("received_at", _MOMENT, nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("answered_at", _MOMENT, nullable=True),
        sa.Column("answered_by", sa.Uuid(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_complaint"),
        sa.UniqueConstraint("number", name="uq_complaint_number"),
        sa.UniqueConstraint("hash", name="uq_complaint_hash"),
    )
    op.create_index("ix_complaint_account_id", "complaint", ["account_id"])
    op.create_index("ix_complaint_answered_at", "complaint", ["answered_at", "id"])
