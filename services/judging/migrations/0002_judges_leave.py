"""Note since when a judge may judge no longer."""

import sqlalchemy as sa
from alembic import op

from chassis.storage.tables import UTCDateTime

revision = "judging_0002"
down_revision = "judging_0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add `judge.left_at`."""
    op.add_column("judge", sa.Column("left_at", UTCDateTime(timezone=True), nullable=True))
