"""Know what each thing that happened belongs to, and where each role holds."""

import json

import sqlalchemy as sa
from alembic import op

revision = "notify_0004"
down_revision = "notify_0003"
branch_labels = None
depends_on = None

moment = sa.DateTime(timezone=True)
activity = sa.table("activity", *map(sa.column, ("id", "type", "facts", "scope")))
TELLING = ("registration.entry.submitted.v1", "registration.entry.withdrawn.v1")
"""Events that said already which edition they belong to."""


def upgrade() -> None:
    """Add `activity.scope`, and make the scope part of a role's key; the roles known so far hold everywhere."""
    op.add_column("activity", sa.Column("scope", sa.String(100), nullable=False, server_default=""))
    op.create_index("ix_activity_scope", "activity", ["scope", "id"])
    connection = op.get_bind()
    for row in connection.execute(sa.select(activity.c.id, activity.c.facts).where(activity.c.type.in_(TELLING))).all():
        scope = f"edition:{json.loads(row.facts)['edition']}"
        connection.execute(activity.update().where(activity.c.id == row.id).values(scope=scope))
    widen_roles()


def widen_roles() -> None:
    op.drop_index("ix_recipient_role_role", "recipient_role")
    op.rename_table("recipient_role", "recipient_role_before")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER TABLE recipient_role_before DROP CONSTRAINT pk_recipient_role")
    op.create_table(
        "recipient_role",
        sa.Column("account_id", sa.Uuid, nullable=False),
        sa.Column("role", sa.String(30), nullable=False),
        sa.Column("scope", sa.String(100), nullable=False),
        sa.Column("since", moment, nullable=False),
        sa.PrimaryKeyConstraint("account_id", "role", "scope", name=op.f("pk_recipient_role")),
        sa.ForeignKeyConstraint(["account_id"], ["recipient.account_id"], name=op.f("fk_recipient_role_account_id")),
    )
    op.execute("INSERT INTO recipient_role SELECT account_id, role, '*', since FROM recipient_role_before")
    op.drop_table("recipient_role_before")
    op.create_index("ix_recipient_role_role", "recipient_role", ["role"])
