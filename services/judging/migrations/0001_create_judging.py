"""Everything judging keeps: editions, stages, rubrics, judges, entries, assignments, score sheets."""

import sqlalchemy as sa
from alembic import op

revision = "judging_0001"
down_revision = None
branch_labels = ("judging",)
depends_on = None

moment = sa.DateTime(timezone=True)


def upgrade() -> None:
    _editions()
    _people_and_entries()
    _assignments()
    _tallies()
    _profiles()
    _conflicts()
    _plans()
    _resolutions()
    _results()
    _selections()


def _editions() -> None:
    op.create_table(
        "edition",
        sa.Column("slug", sa.String(length=50), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_en", sa.String(), nullable=False),
        sa.Column("tracks", sa.JSON(), nullable=False),
        sa.Column("groups", sa.JSON(), nullable=False),
        sa.Column("awards", sa.JSON(), nullable=False),
        sa.Column("screens", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("slug", name=op.f("pk_edition")),
    )
    op.create_table(
        "stage",
        sa.Column("edition", sa.String(length=50), nullable=False),
        sa.Column("key", sa.String(length=50), nullable=False),
        sa.Column("position", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_en", sa.String(), nullable=False),
        sa.Column("opens_at", moment, nullable=False),
        sa.Column("closes_at", moment, nullable=False),
        sa.Column("sealed_at", moment, nullable=True),
        sa.PrimaryKeyConstraint("edition", "key", name=op.f("pk_stage")),
        sa.ForeignKeyConstraint(["edition"], ["edition.slug"], name=op.f("fk_stage_edition")),
    )
    op.create_table(
        "rubric",
        sa.Column("edition", sa.String(length=50), nullable=False),
        sa.Column("stage_key", sa.String(length=50), nullable=False),
        sa.Column("criteria", sa.JSON(), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("admits", sa.String(length=10), nullable=False),
        *(sa.Column(name, sa.String(length=20), nullable=False) for name in ("method", "basis")),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("drop_each", "drop_from", "least_sheets")),
        sa.Column("tie_first", sa.String(length=20), nullable=False),
        sa.Column("tie_breakers", sa.JSON(), nullable=False),
        sa.Column("rounding", sa.String(length=20), nullable=False),
        sa.Column("places", sa.Integer(), nullable=False),
        sa.Column("comment_below", sa.Integer(), nullable=False),
        sa.Column("comment_above", sa.Integer(), nullable=False),
        sa.Column("spread_limit", sa.Integer(), nullable=False),
        sa.Column("frozen_at", moment, nullable=True),
        sa.PrimaryKeyConstraint("edition", "stage_key", name=op.f("pk_rubric")),
        sa.ForeignKeyConstraint(["edition", "stage_key"], ["stage.edition", "stage.key"], name="fk_rubric_stage"),
    )


def _people_and_entries() -> None:
    op.create_table(
        "judge",
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("known_at", moment, nullable=False),
        sa.Column("scopes", sa.String(length=1000), nullable=False),
        sa.Column("left_at", moment, nullable=True),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_judge")),
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
        sa.Column("shown", sa.JSON(), nullable=False),
        sa.Column("files", sa.JSON(), nullable=False),
        sa.Column("submitted_at", moment, nullable=True),
        sa.Column("withdrawn_at", moment, nullable=True),
        sa.Column("disqualified_at", moment, nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("handed_in", sa.Boolean(), nullable=False),
        sa.Column("screened", sa.String(length=10), nullable=False),
        sa.Column("screened_turn", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entry")),
    )
    op.create_index("ix_entry_judged", "entry", ["edition", "active", "number"])
    op.create_index(op.f("ix_entry_number"), "entry", ["number"], unique=False)
    op.create_table(
        "entry_origin",
        sa.Column("entry_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name=op.f("fk_entry_origin_entry_id")),
        sa.PrimaryKeyConstraint("entry_id", name=op.f("pk_entry_origin")),
    )
    op.create_table(
        "entry_organisation",
        sa.Column("entry_id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["entry_id"], ["entry_origin.entry_id"], name=op.f("fk_entry_organisation_entry_id")),
        sa.PrimaryKeyConstraint("entry_id", "key", name=op.f("pk_entry_organisation")),
    )
    op.create_index(op.f("ix_entry_organisation_key"), "entry_organisation", ["key"], unique=False)
    op.create_table(
        "entry_person",
        sa.Column("entry_id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["entry_id"], ["entry_origin.entry_id"], name=op.f("fk_entry_person_entry_id")),
        sa.PrimaryKeyConstraint("entry_id", "account_id", name=op.f("pk_entry_person")),
    )
    op.create_index(op.f("ix_entry_person_account_id"), "entry_person", ["account_id"], unique=False)


def _assignments() -> None:
    op.create_table(
        "assignment",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("edition", sa.String(length=50), nullable=False),
        sa.Column("stage_key", sa.String(length=50), nullable=False),
        sa.Column("entry_id", sa.Uuid(), nullable=False),
        sa.Column("judge_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("made_at", moment, nullable=False),
        sa.Column("removed_at", moment, nullable=True),
        sa.Column("removed_reason", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name=op.f("fk_assignment_entry_id")),
        sa.ForeignKeyConstraint(["judge_id"], ["judge.account_id"], name=op.f("fk_assignment_judge_id")),
        sa.ForeignKeyConstraint(
            ["edition", "stage_key"], ["rubric.edition", "rubric.stage_key"], name="fk_assignment_rubric"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assignment")),
    )
    op.create_index(op.f("ix_assignment_entry_id"), "assignment", ["entry_id"], unique=False)
    op.create_index(op.f("ix_assignment_judge_id"), "assignment", ["judge_id"], unique=False)
    live = sa.text("state = 'active'")
    columns = ["edition", "stage_key", "entry_id", "judge_id"]
    op.create_index("uq_assignment_live", "assignment", columns, unique=True, sqlite_where=live, postgresql_where=live)
    op.create_table(
        "score_sheet",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("assignment_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("entry_version", sa.Integer(), nullable=False),
        sa.Column("marks", sa.Text(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=True),
        sa.Column("comment", sa.String(), nullable=False),
        sa.Column("saved_at", moment, nullable=True),
        sa.Column("submitted_at", moment, nullable=True),
        sa.Column("return_reason", sa.String(), nullable=False),
        sa.Column("due_at", moment, nullable=True),
        sa.ForeignKeyConstraint(["assignment_id"], ["assignment.id"], name=op.f("fk_score_sheet_assignment_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_score_sheet")),
        sa.UniqueConstraint("assignment_id", name=op.f("uq_score_sheet_assignment_id")),
    )


def _tallies() -> None:
    stage = "edition", "stage_key"
    op.create_table(
        "sheet_tally",
        *(sa.Column(name, sa.String(length=50), nullable=False) for name in stage),
        sa.Column("judge_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("total", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("sheets", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["judge_id"], ["judge.account_id"], name=op.f("fk_sheet_tally_judge_id")),
        sa.PrimaryKeyConstraint(*stage, "judge_id", "state", "total", name=op.f("pk_sheet_tally")),
    )
    op.create_table(
        "entry_tally",
        *(sa.Column(name, sa.String(length=50), nullable=False) for name in stage),
        sa.Column("entry_id", sa.Uuid(), nullable=False),
        sa.Column("judges", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name=op.f("fk_entry_tally_entry_id")),
        sa.PrimaryKeyConstraint(*stage, "entry_id", name=op.f("pk_entry_tally")),
    )
    op.create_index("ix_entry_tally_judges", "entry_tally", [*stage, "judges"])


def _profiles() -> None:
    op.create_table(
        "judge_profile",
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.String(length=100), nullable=False),
        sa.Column("updated_at", moment, nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["judge.account_id"], name=op.f("fk_judge_profile_account_id")),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_judge_profile")),
    )
    op.create_table(
        "judge_employer",
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("current", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["judge_profile.account_id"], name=op.f("fk_judge_employer_account_id")
        ),
        sa.PrimaryKeyConstraint("account_id", "key", name=op.f("pk_judge_employer")),
    )
    op.create_index(op.f("ix_judge_employer_key"), "judge_employer", ["key"], unique=False)
    op.create_table(
        "judge_readiness",
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("edition", sa.String(length=50), nullable=False),
        sa.Column("tracks", sa.JSON(), nullable=False),
        sa.Column("most", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["judge.account_id"], name=op.f("fk_judge_readiness_account_id")),
        sa.PrimaryKeyConstraint("account_id", "edition", name=op.f("pk_judge_readiness")),
    )


def _conflicts() -> None:
    op.create_table(
        "declaration",
        sa.Column("judge_id", sa.Uuid(), nullable=False),
        sa.Column("edition", sa.String(length=50), nullable=False),
        sa.Column("undertaking", sa.String(length=10), nullable=False),
        sa.Column("declared_at", moment, nullable=False),
        sa.ForeignKeyConstraint(["judge_id"], ["judge.account_id"], name=op.f("fk_declaration_judge_id")),
        sa.PrimaryKeyConstraint("judge_id", "edition", name=op.f("pk_declaration")),
    )
    op.create_table(
        "conflict",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("edition", sa.String(length=50), nullable=False),
        sa.Column("judge_id", sa.Uuid(), nullable=False),
        sa.Column("organisation_key", sa.String(), nullable=True),
        sa.Column("organisation", sa.String(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("entry_id", sa.Uuid(), nullable=True),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("source", sa.String(length=20), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("made_at", moment, nullable=False),
        sa.Column("lifted_at", moment, nullable=True),
        sa.Column("lifted_by", sa.Uuid(), nullable=True),
        sa.Column("lifted_reason", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name=op.f("fk_conflict_entry_id")),
        sa.ForeignKeyConstraint(["judge_id"], ["judge.account_id"], name=op.f("fk_conflict_judge_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conflict")),
    )
    op.create_index("ix_conflict_edition", "conflict", ["edition", "judge_id"])


def _plans() -> None:
    stage = "edition", "stage_key"
    op.create_table(
        "assignment_plan",
        sa.Column("id", sa.Uuid(), nullable=False),
        *(sa.Column(name, sa.String(length=50), nullable=False) for name in stage),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("settings", sa.JSON(), nullable=False),
        sa.Column("seed", sa.String(), nullable=False),
        sa.Column("inputs", sa.String(length=64), nullable=False),
        *(sa.Column(name, sa.JSON(), nullable=False) for name in ("added", "removed", "short", "blocks", "receipt")),
        sa.Column("proposed_at", moment, nullable=False),
        sa.Column("made_at", moment, nullable=True),
        sa.Column("undone_at", moment, nullable=True),
        sa.ForeignKeyConstraint(stage, ["rubric.edition", "rubric.stage_key"], name="fk_plan_rubric"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assignment_plan")),
    )
    op.create_index("ix_assignment_plan_stage", "assignment_plan", [*stage, "state"])


def _resolutions() -> None:
    stage = "edition", "stage_key"
    op.create_table(
        "resolution",
        sa.Column("id", sa.Uuid(), nullable=False),
        *(sa.Column(name, sa.String(length=50), nullable=False) for name in stage),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("basis", sa.String(length=64), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("proposed_by", sa.Uuid(), nullable=False),
        sa.Column("proposed_at", moment, nullable=False),
        sa.Column("decided_by", sa.Uuid(), nullable=True),
        sa.Column("decided_at", moment, nullable=True),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(stage, ["stage.edition", "stage.key"], name="fk_resolution_stage"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_resolution")),
    )
    waits, columns = sa.text("state = 'proposed'"), [*stage, "kind"]
    op.create_index(
        "uq_resolution_pending", "resolution", columns, unique=True, sqlite_where=waits, postgresql_where=waits
    )


def _results() -> None:
    stage = "edition", "stage_key"
    op.create_table(
        "result",
        sa.Column("id", sa.Uuid(), nullable=False),
        *(sa.Column(name, sa.String(length=50), nullable=False) for name in stage),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("resolution_id", sa.Uuid(), nullable=False),
        sa.Column("sealed_at", moment, nullable=False),
        sa.Column("rules", sa.JSON(), nullable=False),
        sa.Column("inputs", sa.Text(), nullable=False),
        sa.Column("inputs_hash", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(stage, ["rubric.edition", "rubric.stage_key"], name="fk_result_rubric"),
        sa.ForeignKeyConstraint(["resolution_id"], ["resolution.id"], name=op.f("fk_result_resolution_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_result")),
        sa.UniqueConstraint(*stage, "version", name="uq_result_version"),
    )
    op.create_table(
        "result_line",
        sa.Column("result_id", sa.Uuid(), nullable=False),
        sa.Column("entry_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=True),
        sa.Column("score", sa.String(length=40), nullable=True),
        sa.Column("number", sa.String(length=30), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("track", sa.String(length=50), nullable=False),
        sa.Column("group", sa.String(length=50), nullable=False),
        sa.ForeignKeyConstraint(["result_id"], ["result.id"], name=op.f("fk_result_line_result_id")),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name=op.f("fk_result_line_entry_id")),
        sa.PrimaryKeyConstraint("result_id", "entry_id", name=op.f("pk_result_line")),
    )


def _selections() -> None:
    grounds = ("entry_id", "resolution_id", "result_id")
    op.create_table(
        "advance",
        *(sa.Column(name, sa.String(length=50), nullable=False) for name in ("edition", "stage_key")),
        *(sa.Column(name, sa.Uuid(), nullable=False) for name in grounds),
        sa.ForeignKeyConstraint(["edition", "stage_key"], ["stage.edition", "stage.key"], name="fk_advance_stage"),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name=op.f("fk_advance_entry_id")),
        sa.ForeignKeyConstraint(["resolution_id"], ["resolution.id"], name=op.f("fk_advance_resolution_id")),
        sa.ForeignKeyConstraint(["result_id"], ["result.id"], name=op.f("fk_advance_result_id")),
        sa.PrimaryKeyConstraint("edition", "stage_key", "entry_id", name=op.f("pk_advance")),
    )
    op.create_table(
        "award",
        sa.Column("edition", sa.String(length=50), nullable=False),
        *(sa.Column(name, sa.Uuid(), nullable=False) for name in grounds),
        sa.Column("award", sa.String(length=50), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["edition"], ["edition.slug"], name=op.f("fk_award_edition")),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name=op.f("fk_award_entry_id")),
        sa.ForeignKeyConstraint(["resolution_id"], ["resolution.id"], name=op.f("fk_award_resolution_id")),
        sa.ForeignKeyConstraint(["result_id"], ["result.id"], name=op.f("fk_award_result_id")),
        sa.PrimaryKeyConstraint("edition", "entry_id", name=op.f("pk_award")),
    )
