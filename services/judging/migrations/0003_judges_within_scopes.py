"""Note where a judge may judge."""

import sqlalchemy as sa
from alembic import op

revision = "judging_0003"
down_revision = "judging_0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add `judge.scopes`; whoever judges so far judges everywhere."""
    with op.batch_alter_table("judge") as judge:
        judge.add_column(sa.Column("scopes", sa.String(1000), nullable=False, server_default=" * "))
    with op.batch_alter_table("judge") as judge:
        judge.alter_column("scopes", server_default=None, existing_type=sa.String(1000), existing_nullable=False)
