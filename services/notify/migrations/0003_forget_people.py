"""Know which recipients closed their accounts."""

import sqlalchemy as sa
from alembic import op

from chassis.storage.tables import UTCDateTime

revision = "notify_0003"
down_revision = "notify_0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the time of closing."""
    op.add_column("recipient", sa.Column("closed_at", UTCDateTime(timezone=True), nullable=True))
