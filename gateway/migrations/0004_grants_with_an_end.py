"""Grants of roles get an id, an end and a history; whoever organized everything so far is an administrator too."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from chassis.storage import ids
from chassis.storage.tables import UTCDateTime

revision = "gateway_0004"
down_revision = "gateway_0003"
branch_labels = None
depends_on = None

_MOMENT = UTCDateTime(timezone=True)
_STANDING = sa.text("ended_at IS NULL")


def upgrade() -> None:
    """Rebuild `role_grant`; every grant goes on, for good."""
    account = sa.table("account", sa.column("id", sa.Uuid()), sa.column("created_at", _MOMENT))
    old = sa.table("role_grant", sa.column("account_id", sa.Uuid()), sa.column("role"), sa.column("scope"))
    wanted = sa.select(old.c.account_id, old.c.role, old.c.scope, account.c.created_at.label("granted_at"))
    rows = [dict(row) for row in op.get_bind().execute(wanted.where(account.c.id == old.c.account_id)).mappings()]
    if not any(row["role"] == "admin" for row in rows):
        rows += [row | {"role": "admin"} for row in rows if (row["role"], row["scope"]) == ("organizer", "*")]
    op.drop_table("role_grant")
    table = _create()
    if rows:
        op.bulk_insert(table, [row | {"id": ids.new_id()} for row in rows])


def _create() -> Any:
    table = op.create_table(
        "role_grant",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.String(20), nullable=False),
        sa.Column("scope", sa.String(100), nullable=False),
        sa.Column("granted_at", _MOMENT, nullable=False),
        sa.Column("granted_by", sa.Uuid(), nullable=True),
        sa.Column("expires_at", _MOMENT, nullable=True),
        sa.Column("revoked_at", _MOMENT, nullable=True),
        sa.Column("revoked_by", sa.Uuid(), nullable=True),
        sa.Column("ended_at", _MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_role_grant"),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_role_grant_account_id"),
    )
    standing = {"sqlite_where": _STANDING, "postgresql_where": _STANDING}
    op.create_index("uq_role_grant_standing", "role_grant", ["account_id", "role", "scope"], unique=True, **standing)
    op.create_index("ix_role_grant_role", "role_grant", ["role", "scope"])
    op.create_index("ix_role_grant_expires_at", "role_grant", ["expires_at"])
    return table
