"""Count what a mail server refused for now apart from attempts that reached none."""

import sqlalchemy as sa
from alembic import op

revision = "notify_0005"
down_revision = "notify_0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add `delivery.refusals`."""
    op.add_column("delivery", sa.Column("refusals", sa.Integer, nullable=False, server_default="0"))
