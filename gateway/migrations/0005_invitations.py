"""Create the tables of invitations."""

import sqlalchemy as sa
from alembic import op

from chassis.storage.tables import UTCDateTime

revision = "gateway_0005"
down_revision = "gateway_0004"
branch_labels = None
depends_on = None

_MOMENT = UTCDateTime(timezone=True)


def upgrade() -> None:
    """Create `invitation` and who accepted."""
    op.create_table(
        "invitation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.Column("role", sa.String(20), nullable=False),
        sa.Column("scope", sa.String(100), nullable=False),
        sa.Column("role_expires_at", _MOMENT, nullable=True),
        sa.Column("email", sa.String(254), nullable=True),
        sa.Column("most", sa.Integer(), nullable=True),
        sa.Column("accepted", sa.Integer(), nullable=False),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=False),
        sa.Column("expires_at", _MOMENT, nullable=False),
        sa.Column("revoked_at", _MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_invitation"),
        sa.UniqueConstraint("hash", name="uq_invitation_hash"),
        sa.ForeignKeyConstraint(["created_by"], ["account.id"], name="fk_invitation_created_by"),
    )
    op.create_table(
        "invitation_acceptance",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("invitation_id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("accepted_at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_invitation_acceptance"),
        sa.UniqueConstraint("invitation_id", "account_id", name="uq_invitation_acceptance_invitation_id_account_id"),
        sa.ForeignKeyConstraint(["invitation_id"], ["invitation.id"], name="fk_invitation_acceptance_invitation_id"),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_invitation_acceptance_account_id"),
    )
    op.create_index("ix_invitation_acceptance_account_id", "invitation_acceptance", ["account_id"])
