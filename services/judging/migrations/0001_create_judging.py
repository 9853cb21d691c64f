"""Stages, criteria, judges, entries, assignments, score sheets."""

import sqlalchemy as sa
from alembic import op

revision = "judging_0001"
down_revision = None
branch_labels = ("judging",)
depends_on = None

moment = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Create judging's tables."""
    _rubrics()
    _entries()
    _sheets()


def _rubrics() -> None:
    op.create_table(
        "stage",
        sa.Column("key", sa.String(40), nullable=False),
        sa.Column("edition", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_en", sa.String(), nullable=False),
        sa.Column("opens_at", moment, nullable=False),
        sa.Column("closes_at", moment, nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("drop_from", sa.Integer(), nullable=False),
        sa.Column("tie_breakers", sa.JSON(), nullable=False),
        sa.Column("comment_below", sa.Integer(), nullable=False),
        sa.Column("comment_above", sa.Integer(), nullable=False),
        sa.Column("spread_limit", sa.Integer(), nullable=False),
        sa.Column("frozen_at", moment),
        sa.PrimaryKeyConstraint("key", name="pk_stage"),
    )
    op.create_index("ix_stage_edition", "stage", ["edition"])
    op.create_table(
        "criterion",
        sa.Column("stage_key", sa.String(40), nullable=False),
        sa.Column("key", sa.String(40), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_en", sa.String(), nullable=False),
        sa.Column("hint", sa.String(), nullable=False),
        sa.Column("hint_en", sa.String(), nullable=False),
        sa.Column("weight", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("stage_key", "key", name="pk_criterion"),
        sa.ForeignKeyConstraint(["stage_key"], ["stage.key"], name="fk_criterion_stage_key"),
    )


def _entries() -> None:
    op.create_table(
        "judge",
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("known_at", moment, nullable=False),
        sa.PrimaryKeyConstraint("account_id", name="pk_judge"),
    )
    op.create_table(
        "entry",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("edition", sa.String(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("track", sa.String(), nullable=False),
        sa.Column("group", sa.String(), nullable=False),
        sa.Column("summary", sa.String(), nullable=False),
        sa.Column("file_sha256", sa.String(64), nullable=False),
        sa.Column("submitted_at", moment),
        sa.Column("withdrawn_at", moment),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_entry"),
    )
    op.create_index("ix_entry_edition", "entry", ["edition"])
    op.create_index("ix_entry_number", "entry", ["number"])
    op.create_table(
        "entry_origin",
        sa.Column("entry_id", sa.Uuid(), sa.ForeignKey("entry.id", name="fk_entry_origin_entry_id"), nullable=False),
        sa.Column("organisation", sa.String(), nullable=False),
        sa.Column("leader_id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("entry_id", name="pk_entry_origin"),
    )


def _sheets() -> None:
    op.create_table(
        "assignment",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("stage_key", sa.String(40), nullable=False),
        sa.Column("entry_id", sa.Uuid(), nullable=False),
        sa.Column("judge_id", sa.Uuid(), nullable=False),
        sa.Column("made_at", moment, nullable=False),
        sa.Column("removed_at", moment),
        sa.Column("removed_reason", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_assignment"),
        sa.ForeignKeyConstraint(["stage_key"], ["stage.key"], name="fk_assignment_stage_key"),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name="fk_assignment_entry_id"),
        sa.ForeignKeyConstraint(["judge_id"], ["judge.account_id"], name="fk_assignment_judge_id"),
    )
    op.create_index("ix_assignment_entry_id", "assignment", ["entry_id"])
    op.create_index("ix_assignment_judge_id", "assignment", ["judge_id"])
    live = sa.text("removed_at IS NULL")
    columns = ["stage_key", "entry_id", "judge_id"]
    op.create_index("uq_assignment_live", "assignment", columns, unique=True, sqlite_where=live, postgresql_where=live)
    op.create_table(
        "score_sheet",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("assignment_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("marks", sa.JSON(), nullable=False),
        sa.Column("comment", sa.String(), nullable=False),
        sa.Column("saved_at", moment, nullable=False),
        sa.Column("submitted_at", moment),
        sa.Column("return_reason", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_score_sheet"),
        sa.ForeignKeyConstraint(["assignment_id"], ["assignment.id"], name="fk_score_sheet_assignment_id"),
        sa.UniqueConstraint("assignment_id", name="uq_score_sheet_assignment_id"),
    )
