"""Where an outreach event is and what to know of it, in English too; empty for events published before."""

import sqlalchemy as sa
from alembic import op

revision = "registration_0004"
down_revision = "registration_0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("outreach_event", sa.Column("place_en", sa.String(length=300), nullable=False, server_default=""))
    op.add_column("outreach_event", sa.Column("summary_en", sa.Text(), nullable=False, server_default=""))
