"""Know the mobile numbers of people who gave one."""

import sqlalchemy as sa
from alembic import op

revision = "notify_0002"
down_revision = "notify_0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the number to where a person is reached."""
    op.add_column("contact", sa.Column("mobile", sa.String(16), nullable=False, server_default=""))
