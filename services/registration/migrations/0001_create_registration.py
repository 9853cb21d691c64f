"""Everything registration keeps: editions, entries and uploads, outreach events and signups, articles."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "registration_0001"
down_revision = None
branch_labels = ("registration",)
depends_on = None

moment = sa.DateTime(timezone=True)


def _paper() -> "list[sa.Column[Any]]":
    """Columns of a file of an entry, and of its copy in a submission."""
    return [
        sa.Column("slot", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("type", sa.String(length=8), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("uploaded_at", moment, nullable=False),
    ]


def _uploaded_paper() -> "list[sa.Column[Any]]":
    """Columns of a file that may come in place of another."""
    return [
        *_paper(),
        sa.Column("replaces", sa.Boolean(), nullable=False),
        sa.Column("misfit", sa.Boolean(), nullable=False),
    ]


def upgrade() -> None:
    op.create_table(
        "article",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("slug", sa.String(length=50), nullable=False),
        sa.Column("draft_title", sa.Text(), nullable=False),
        sa.Column("draft_title_en", sa.Text(), nullable=False),
        sa.Column("search_text", sa.String(length=600), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("title_en", sa.String(length=300), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("summary_en", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("body_en", sa.Text(), nullable=False),
        sa.Column("contest", sa.String(length=50), nullable=False),
        sa.Column("edition", sa.String(length=50), nullable=False),
        sa.Column("document_number", sa.String(length=50), nullable=False),
        sa.Column("signed_by", sa.String(length=200), nullable=False),
        sa.Column("signed_by_en", sa.String(length=400), nullable=False),
        sa.Column("attachments", sa.JSON(), nullable=False),
        sa.Column("pinned", sa.Boolean(), nullable=False),
        sa.Column("red_head", sa.Boolean(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(length=60), nullable=False),
        sa.Column("touched", sa.String(length=60), nullable=False),
        sa.Column("standing", sa.String(length=10), nullable=False),
        sa.Column("publish_at", moment, nullable=True),
        sa.Column("released", sa.Integer(), nullable=True),
        sa.Column("released_at", moment, nullable=True),
        sa.Column("announced_at", moment, nullable=True),
        sa.Column("withdrawal", sa.Text(), nullable=False),
        sa.Column("created_at", moment, nullable=False),
        sa.Column("updated_at", moment, nullable=False),
        sa.Column("updated_by", sa.Uuid(), nullable=False),
        sa.Column("updated_name", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_article")),
        sa.UniqueConstraint("kind", "slug", name=op.f("uq_article_kind_slug")),
    )
    op.create_index(op.f("ix_article_announced_at"), "article", ["announced_at"], unique=False)
    op.create_index("ix_article_place", "article", ["place"], unique=True)
    op.create_index("ix_article_touched", "article", ["touched"], unique=True)
    op.create_index("ix_article_words", "article", ["id", "search_text"], unique=False)
    public = ["kind", "standing", "publish_at", "contest", "edition"]
    op.create_index("ix_article_public", "article", public, unique=False)
    op.create_index("ix_article_shelf", "article", ["kind", "standing", "place"], unique=False)
    op.create_index("ix_article_contest", "article", ["kind", "standing", "contest"], unique=False)
    belonging = ["kind", "standing", "edition", "contest", "place"]
    op.create_index("ix_article_edition", "article", belonging, unique=False)
    op.create_table(
        "signing_key",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("public", sa.String(length=64), nullable=False),
        sa.Column("locked", sa.LargeBinary(), nullable=False),
        sa.Column("made_at", moment, nullable=False),
        sa.Column("retired_at", moment, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signing_key")),
    )
    op.create_table(
        "contest",
        sa.Column("key", sa.String(length=50), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("name_en", sa.String(length=200), nullable=False),
        sa.Column("mark", sa.JSON(), nullable=True),
        sa.Column("front", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_contest")),
    )
    op.create_table(
        "edition",
        sa.Column("slug", sa.String(length=50), nullable=False),
        sa.Column("contest_key", sa.String(length=50), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("name_en", sa.String(length=200), nullable=False),
        sa.Column("entry_prefix", sa.String(length=12), nullable=False),
        sa.Column("opens_at", moment, nullable=False),
        sa.Column("closes_at", moment, nullable=False),
        sa.Column("judging_opens_at", moment, nullable=True),
        sa.Column("ends_at", moment, nullable=False),
        sa.Column("screening_opens_at", moment, nullable=True),
        sa.Column("judging_overlaps", sa.Boolean(), nullable=False),
        sa.Column("upload_grace", sa.Integer(), nullable=False),
        sa.Column("stage_list", sa.JSON(), nullable=False),
        sa.Column("tracks", sa.JSON(), nullable=False),
        sa.Column("groups", sa.JSON(), nullable=False),
        sa.Column("team_rules", sa.JSON(), nullable=False),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.Column("track_addresses", sa.JSON(), nullable=False),
        sa.Column("numbered", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("archived_at", moment, nullable=True),
        sa.Column("updated_at", moment, nullable=False),
        sa.ForeignKeyConstraint(["contest_key"], ["contest.key"], name=op.f("fk_edition_contest_key")),
        sa.PrimaryKeyConstraint("slug", name=op.f("pk_edition")),
        sa.UniqueConstraint("entry_prefix", name=op.f("uq_edition_entry_prefix")),
    )
    op.create_table(
        "edition_draft",
        sa.Column("slug", sa.String(length=50), nullable=False),
        sa.Column("contest_key", sa.String(length=50), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_en", sa.String(), nullable=False),
        sa.Column("entry_prefix", sa.String(length=1000), nullable=False),
        sa.Column("created_at", moment, nullable=False),
        sa.ForeignKeyConstraint(["contest_key"], ["contest.key"], name=op.f("fk_edition_draft_contest_key")),
        sa.PrimaryKeyConstraint("slug", name=op.f("pk_edition_draft")),
    )
    op.create_table(
        "event_draft",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("slug", sa.String(length=50), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_en", sa.String(), nullable=False),
        sa.Column("created_at", moment, nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("series", sa.Uuid(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event_draft")),
        sa.UniqueConstraint("slug", name=op.f("uq_event_draft_slug")),
    )
    op.create_index(op.f("ix_event_draft_series"), "event_draft", ["series"], unique=False)
    op.create_table(
        "site_file",
        sa.Column("collection", sa.String(length=60), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("type", sa.String(length=8), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("preview_sha256", sa.String(length=64), nullable=False),
        sa.Column("preview_size", sa.Integer(), nullable=False),
        sa.Column("added_at", moment, nullable=False),
        sa.Column("added_by", sa.Uuid(), nullable=False),
        sa.Column("public_at", moment, nullable=True),
        sa.PrimaryKeyConstraint("collection", "sha256", name=op.f("pk_site_file")),
    )
    op.create_index(op.f("ix_site_file_sha256"), "site_file", ["sha256"])
    op.create_index(op.f("ix_edition_opens_at"), "edition", ["opens_at"], unique=False)
    op.create_table(
        "winner",
        sa.Column("edition", sa.String(length=50), nullable=False),
        sa.Column("number", sa.String(length=30), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("title_en", sa.String(length=300), nullable=False),
        sa.Column("organisation", sa.String(length=300), nullable=False),
        sa.Column("organisation_en", sa.String(length=400), nullable=False),
        sa.Column("track", sa.String(length=50), nullable=False),
        sa.Column("group", sa.String(length=50), nullable=False),
        sa.Column("award", sa.String(length=50), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("summary_en", sa.Text(), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("picture", sa.JSON(), nullable=True),
        sa.Column("updated_at", moment, nullable=False),
        sa.ForeignKeyConstraint(["edition"], ["edition.slug"], name=op.f("fk_winner_edition")),
        sa.PrimaryKeyConstraint("edition", "number", name=op.f("pk_winner")),
    )
    op.create_table(
        "winner_list",
        sa.Column("edition", sa.String(length=50), nullable=False),
        sa.Column("updated_at", moment, nullable=False),
        sa.ForeignKeyConstraint(["edition"], ["edition.slug"], name=op.f("fk_winner_list_edition")),
        sa.PrimaryKeyConstraint("edition", name=op.f("pk_winner_list")),
    )
    op.create_index("ix_winner_place", "winner", ["edition", "place"], unique=False)
    op.create_table(
        "outreach_event",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("slug", sa.String(length=50), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", moment, nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("name_en", sa.String(length=200), nullable=False),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.Column("place_en", sa.String(length=300), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("summary_en", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("starts_at", moment, nullable=False),
        sa.Column("ends_at", moment, nullable=False),
        sa.Column("travel_minutes", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outreach_event")),
        sa.UniqueConstraint("slug", name=op.f("uq_outreach_event_slug")),
    )
    op.create_index(op.f("ix_outreach_event_starts_at"), "outreach_event", ["starts_at"], unique=False)
    op.create_table(
        "reading_grant",
        sa.Column("assignment_id", sa.Uuid(), nullable=False),
        sa.Column("entry_id", sa.Uuid(), nullable=False),
        sa.Column("judge_id", sa.Uuid(), nullable=False),
        sa.Column("removed_at", moment, nullable=True),
        sa.PrimaryKeyConstraint("assignment_id", name=op.f("pk_reading_grant")),
    )
    op.create_index("ix_reading_grant_judge", "reading_grant", ["judge_id", "entry_id"], unique=False)
    op.create_table(
        "organisation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.Column("core", sa.Text(), nullable=False),
        sa.Column("type", sa.String(length=60), nullable=False),
        sa.Column("district", sa.String(length=60), nullable=False),
        sa.Column("words", sa.JSON(), nullable=False),
        sa.Column("credit_code", sa.String(length=18), nullable=False),
        sa.Column("doubtful", sa.Boolean(), nullable=False),
        sa.Column("filled_by", sa.Uuid(), nullable=True),
        sa.Column("filled_name", sa.String(), nullable=False),
        sa.Column("filled_at", moment, nullable=False),
        sa.Column("compared_at", moment, nullable=True),
        sa.Column("merged_into_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["merged_into_id"], ["organisation.id"], name=op.f("fk_organisation_merged_into_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation")),
    )
    op.create_index("ix_organisation_name", "organisation", ["name_key", "id"], unique=False)
    for column in ("core", "credit_code", "filled_by", "compared_at", "merged_into_id"):
        op.create_index(op.f(f"ix_organisation_{column}"), "organisation", [column], unique=False)
    op.create_table(
        "organisation_likeness",
        sa.Column("first_id", sa.Uuid(), nullable=False),
        sa.Column("second_id", sa.Uuid(), nullable=False),
        sa.Column("reason", sa.String(length=10), nullable=False),
        sa.Column("dismissed_at", moment, nullable=True),
        sa.ForeignKeyConstraint(["first_id"], ["organisation.id"], name=op.f("fk_organisation_likeness_first_id")),
        sa.ForeignKeyConstraint(["second_id"], ["organisation.id"], name=op.f("fk_organisation_likeness_second_id")),
        sa.PrimaryKeyConstraint("first_id", "second_id", name=op.f("pk_organisation_likeness")),
    )
    op.create_index(op.f("ix_organisation_likeness_second_id"), "organisation_likeness", ["second_id"], unique=False)
    op.create_table(
        "organisation_merge",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("from_id", sa.Uuid(), nullable=False),
        sa.Column("into_id", sa.Uuid(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("merged_at", moment, nullable=False),
        sa.Column("moved", sa.JSON(), nullable=False),
        sa.Column("followed", sa.JSON(), nullable=False),
        sa.Column("parted_at", moment, nullable=True),
        sa.ForeignKeyConstraint(["from_id"], ["organisation.id"], name=op.f("fk_organisation_merge_from_id")),
        sa.ForeignKeyConstraint(["into_id"], ["organisation.id"], name=op.f("fk_organisation_merge_into_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation_merge")),
    )
    op.create_index(op.f("ix_organisation_merge_from_id"), "organisation_merge", ["from_id"], unique=False)
    op.create_index(op.f("ix_organisation_merge_into_id"), "organisation_merge", ["into_id"], unique=False)
    op.create_table(
        "entry",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("edition", sa.String(length=50), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("revising", sa.Boolean(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("title_key", sa.Text(), nullable=False),
        sa.Column("track", sa.String(length=50), nullable=False),
        sa.Column("group", sa.String(length=50), nullable=False),
        sa.Column("organisation", sa.Text(), nullable=False),
        sa.Column("organisation_key", sa.Text(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=True),
        sa.Column("organisation_kept", sa.Text(), nullable=False),
        sa.Column("form_version", sa.Integer(), nullable=False),
        sa.Column("form_sha256", sa.String(length=64), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("aside", sa.JSON(), nullable=False),
        sa.Column("kept", sa.JSON(), nullable=False),
        sa.Column("writers", sa.JSON(), nullable=False),
        sa.Column("lacking", sa.Integer(), nullable=False),
        sa.Column("search_text", sa.Text(), nullable=False),
        sa.Column("leader_id", sa.Uuid(), nullable=False),
        sa.Column("leader_name", sa.String(), nullable=False),
        sa.Column("created_at", moment, nullable=False),
        sa.Column("updated_at", moment, nullable=False),
        sa.Column("submitted_at", moment, nullable=True),
        sa.Column("reminded_at", moment, nullable=True),
        sa.ForeignKeyConstraint(["edition"], ["edition.slug"], name=op.f("fk_entry_edition")),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name=op.f("fk_entry_organisation_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entry")),
        sa.UniqueConstraint("number", name=op.f("uq_entry_number")),
    )
    op.create_index("ix_entry_counts", "entry", ["edition", "track", "state"], unique=False)
    op.create_index("ix_entry_leader", "entry", ["leader_id", "id"], unique=False)
    op.create_index(op.f("ix_entry_organisation_id"), "entry", ["organisation_id"], unique=False)
    op.create_index(
        "uq_entry_title",
        "entry",
        ["edition", "title_key"],
        unique=True,
        sqlite_where=sa.text("state = 'submitted'"),
        postgresql_where=sa.text("state = 'submitted'"),
    )
    op.create_table(
        "shift",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.String(length=50), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("post", sa.String(length=50), nullable=False),
        sa.Column("post_en", sa.String(length=100), nullable=False),
        sa.Column("starts_at", moment, nullable=False),
        sa.Column("ends_at", moment, nullable=False),
        sa.Column("capacity", sa.Integer(), nullable=False),
        sa.Column("turns", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["outreach_event.id"], name=op.f("fk_shift_event_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shift")),
        sa.UniqueConstraint("event_id", "key", name=op.f("uq_shift_event_id_key")),
    )
    op.create_table(
        "signup",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("shift_id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("volunteer", sa.String(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("created_at", moment, nullable=False),
        sa.Column("updated_at", moment, nullable=False),
        sa.ForeignKeyConstraint(["shift_id"], ["shift.id"], name=op.f("fk_signup_shift_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signup")),
    )
    op.create_index("ix_signup_account", "signup", ["account_id", "id"], unique=False)
    op.create_index("ix_signup_line", "signup", ["shift_id", "state", "turn"], unique=False)
    op.create_index(
        "uq_signup_active",
        "signup",
        ["shift_id", "account_id"],
        unique=True,
        sqlite_where=sa.text("state <> 'cancelled'"),
        postgresql_where=sa.text("state <> 'cancelled'"),
    )
    op.create_table(
        "submission",
        sa.Column("entry_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("track", sa.String(length=50), nullable=False),
        sa.Column("group", sa.String(length=50), nullable=False),
        sa.Column("organisation", sa.Text(), nullable=False),
        sa.Column("form_version", sa.Integer(), nullable=False),
        sa.Column("form_sha256", sa.String(length=64), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("leader_id", sa.Uuid(), nullable=False),
        sa.Column("leader_name", sa.String(), nullable=False),
        sa.Column("submitted_at", moment, nullable=False),
        sa.Column("content_sha256", sa.String(length=64), nullable=False),
        sa.Column("key_id", sa.String(length=16), nullable=False),
        sa.Column("signature", sa.String(length=128), nullable=False),
        sa.Column("code", sa.String(length=16), nullable=False),
        sa.Column("request_id", sa.Uuid(), nullable=True),
        sa.Column("joint_applicants", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name=op.f("fk_submission_entry_id")),
        sa.PrimaryKeyConstraint("entry_id", "version", name=op.f("pk_submission")),
        sa.UniqueConstraint("code", name=op.f("uq_submission_code")),
    )
    op.create_table(
        "submitted_file",
        sa.Column("entry_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        *_paper(),
        sa.ForeignKeyConstraint(
            ["entry_id", "version"],
            ["submission.entry_id", "submission.version"],
            name=op.f("fk_submitted_file_entry_id_version"),
        ),
        sa.PrimaryKeyConstraint("entry_id", "version", "id", name=op.f("pk_submitted_file")),
    )
    op.create_index(op.f("ix_submitted_file_sha256"), "submitted_file", ["sha256"], unique=False)
    op.create_table(
        "submitted_member",
        sa.Column("entry_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=10), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("division", sa.Text(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("publicity_version", sa.String(length=20), nullable=True),
        sa.ForeignKeyConstraint(
            ["entry_id", "version"],
            ["submission.entry_id", "submission.version"],
            name=op.f("fk_submitted_member_entry_id_version"),
        ),
        sa.PrimaryKeyConstraint("entry_id", "version", "turn", name=op.f("pk_submitted_member")),
    )
    op.create_index(op.f("ix_submitted_member_account_id"), "submitted_member", ["account_id"], unique=False)
    op.create_table(
        "joint_applicant",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("entry_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.Column("listed", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=True),
        sa.Column("person_name", sa.String(), nullable=False),
        sa.Column("person_post", sa.Text(), nullable=False),
        sa.Column("letter_id", sa.Uuid(), nullable=True),
        sa.Column("answered_at", moment, nullable=True),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["entry.id"], name=op.f("fk_joint_applicant_entry_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_joint_applicant")),
        sa.UniqueConstraint("entry_id", "name_key", name=op.f("uq_joint_applicant_entry_id_name_key")),
    )
    op.create_index(op.f("ix_joint_applicant_account_id"), "joint_applicant", ["account_id"], unique=False)
    op.create_index(op.f("ix_joint_applicant_entry_id"), "joint_applicant", ["entry_id"], unique=False)
    op.create_table(
        "team_member",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("entry_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.String(length=10), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("division", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=True),
        sa.Column("channel", sa.String(length=10), nullable=False),
        sa.Column("address", sa.String(length=254), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("invited_at", moment, nullable=False),
        sa.Column("expires_at", moment, nullable=False),
        sa.Column("reminded", sa.Integer(), nullable=False),
        sa.Column("answered_at", moment, nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("publicity_version", sa.String(length=20), nullable=True),
        sa.Column("publicity_at", moment, nullable=True),
        sa.Column("lead_offered_at", moment, nullable=True),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name=op.f("fk_team_member_entry_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_team_member")),
    )
    op.create_index("ix_team_member_account", "team_member", ["account_id", "state"], unique=False)
    op.create_index(op.f("ix_team_member_entry_id"), "team_member", ["entry_id"], unique=False)
    op.create_index(
        "uq_team_member_person",
        "team_member",
        ["entry_id", "account_id"],
        unique=True,
        sqlite_where=sa.text("state = 'confirmed'"),
        postgresql_where=sa.text("state = 'confirmed'"),
    )
    op.create_table(
        "team_comment",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("entry_id", sa.Uuid(), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=False),
        sa.Column("author_name", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("written_at", moment, nullable=False),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name=op.f("fk_team_comment_entry_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_team_comment")),
    )
    op.create_index(op.f("ix_team_comment_author_id"), "team_comment", ["author_id"], unique=False)
    op.create_index(op.f("ix_team_comment_entry_id"), "team_comment", ["entry_id"], unique=False)
    op.create_table(
        "departure",
        sa.Column("entry_id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("how", sa.String(length=10), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("by_name", sa.String(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", moment, nullable=False),
        sa.PrimaryKeyConstraint("entry_id", "account_id", name=op.f("pk_departure")),
    )
    op.create_index(op.f("ix_departure_account_id"), "departure", ["account_id"], unique=False)
    op.create_index(op.f("ix_departure_by_id"), "departure", ["by_id"], unique=False)
    op.create_table(
        "screening",
        sa.Column("entry_id", sa.Uuid(), nullable=False),
        sa.Column("edition", sa.String(length=50), nullable=False),
        sa.Column("queued", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("precedence", sa.Integer(), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("screener_id", sa.Uuid(), nullable=True),
        sa.Column("screener_name", sa.String(length=50), nullable=False),
        sa.Column("since", moment, nullable=False),
        sa.Column("points", sa.JSON(), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.Column("corrections", sa.Integer(), nullable=False),
        sa.Column("due_at", moment, nullable=True),
        sa.Column("reminded", sa.Boolean(), nullable=False),
        sa.Column("proposer_id", sa.Uuid(), nullable=True),
        sa.Column("explanation", sa.Text(), nullable=False),
        sa.Column("reply", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name=op.f("fk_screening_entry_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("entry_id", name=op.f("pk_screening")),
    )
    op.create_index("ix_screening_due", "screening", ["state", "due_at"], unique=False)
    op.create_index("ix_screening_screener", "screening", ["screener_id"], unique=False)
    queue = ["edition", "queued"]
    op.create_index("ix_screening_queue", "screening", [*queue, "precedence", "since", "entry_id"], unique=False)
    op.create_index("ix_screening_states", "screening", [*queue, "state", "since", "entry_id"], unique=False)
    op.create_index("ix_screening_counts", "screening", [*queue, "state", "screener_id", "screener_name"], unique=False)
    op.create_table(
        "screening_record",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("entry_id", sa.Uuid(), nullable=False),
        sa.Column("action", sa.String(length=20), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("given_to", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("points", sa.JSON(), nullable=False),
        sa.Column("at", moment, nullable=False),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["entry.id"], name=op.f("fk_screening_record_entry_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_screening_record")),
    )
    op.create_index(op.f("ix_screening_record_account_id"), "screening_record", ["account_id"], unique=False)
    op.create_index(op.f("ix_screening_record_entry_id"), "screening_record", ["entry_id"], unique=False)
    op.create_table(
        "entry_file",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("entry_id", sa.Uuid(), nullable=False),
        *_uploaded_paper(),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name=op.f("fk_entry_file_entry_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entry_file")),
    )
    op.create_index(op.f("ix_entry_file_entry_id"), "entry_file", ["entry_id"], unique=False)
    op.create_index(op.f("ix_entry_file_sha256"), "entry_file", ["sha256"], unique=False)
    op.create_table(
        "unchecked_file",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("entry_id", sa.Uuid(), nullable=False),
        sa.Column("slot", sa.String(length=40), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["entry.id"], name=op.f("fk_unchecked_file_entry_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unchecked_file")),
    )
    op.create_index(op.f("ix_unchecked_file_entry_id"), "unchecked_file", ["entry_id"], unique=False)
    op.create_index(op.f("ix_unchecked_file_sha256"), "unchecked_file", ["sha256"], unique=False)
    op.create_table(
        "file_check",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("type", sa.String(length=8), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("finding", sa.String(length=20), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=True),
        sa.Column("picture_sha256", sa.String(length=64), nullable=False),
        sa.Column("picture_size", sa.Integer(), nullable=False),
        sa.Column("scanner_away", sa.Boolean(), nullable=False),
        sa.Column("asked_at", moment, nullable=False),
        sa.Column("due_at", moment, nullable=False),
        sa.Column("checked_at", moment, nullable=True),
        sa.Column("about", sa.JSON(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", "type", name=op.f("pk_file_check")),
    )
    op.create_index("ix_file_check_due", "file_check", ["state", "due_at"], unique=False)
    op.create_table(
        "form_version",
        sa.Column("edition", sa.String(length=50), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("in_use", sa.Boolean(), nullable=False),
        sa.Column("saved_at", moment, nullable=False),
        sa.Column("is_followed", sa.Boolean(), nullable=False),
        sa.Column("looked_to", sa.Uuid(), nullable=True),
        sa.Column("touched", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["edition"], ["edition.slug"], name=op.f("fk_form_version_edition")),
        sa.PrimaryKeyConstraint("edition", "version", name=op.f("pk_form_version")),
    )
    create_change_requests()
    create_uploads()
    create_questions()
    create_word_index()
    create_likenesses()


def create_change_requests() -> None:
    """Changes that teams ask for after the deadline, with their files."""
    live = sa.text("state in ('draft', 'open')")
    op.create_table(
        "change_request",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("entry_id", sa.Uuid(), nullable=False),
        sa.Column("edition", sa.String(length=50), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("team", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("asked_by", sa.Uuid(), nullable=False),
        sa.Column("asked_name", sa.String(), nullable=False),
        sa.Column("begun_at", moment, nullable=False),
        sa.Column("asked_at", moment, nullable=True),
        sa.Column("decided_by", sa.Uuid(), nullable=True),
        sa.Column("decided_name", sa.String(), nullable=False),
        sa.Column("decided_at", moment, nullable=True),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("decisions", sa.JSON(), nullable=False),
        sa.Column("made_version", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["entry.id"], name=op.f("fk_change_request_entry_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_change_request")),
    )
    for column in ("asked_by", "decided_by", "entry_id"):
        op.create_index(op.f(f"ix_change_request_{column}"), "change_request", [column], unique=False)
    op.create_index("ix_change_request_desk", "change_request", ["edition", "state", "asked_at"], unique=False)
    op.create_index(
        "uq_change_request_live",
        "change_request",
        ["entry_id"],
        unique=True,
        sqlite_where=live,
        postgresql_where=live,
    )
    op.create_table(
        "change_addition",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("request_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.String(length=10), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("division", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=True),
        sa.Column("answered_at", moment, nullable=True),
        sa.Column("publicity_version", sa.String(length=20), nullable=True),
        sa.ForeignKeyConstraint(
            ["request_id"], ["change_request.id"], name=op.f("fk_change_addition_request_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_change_addition")),
    )
    for column in ("account_id", "request_id"):
        op.create_index(op.f(f"ix_change_addition_{column}"), "change_addition", [column], unique=False)
    op.create_table(
        "change_file",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("request_id", sa.Uuid(), nullable=False),
        *_uploaded_paper(),
        sa.ForeignKeyConstraint(
            ["request_id"], ["change_request.id"], name=op.f("fk_change_file_request_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_change_file")),
    )
    op.create_index(op.f("ix_change_file_request_id"), "change_file", ["request_id"], unique=False)
    op.create_index(op.f("ix_change_file_sha256"), "change_file", ["sha256"], unique=False)


def create_uploads() -> None:
    """Files on their way."""
    op.create_table(
        "upload",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("entry_id", sa.Uuid(), nullable=False),
        sa.Column("request_id", sa.Uuid(), nullable=True),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("slot", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("modified", sa.BigInteger(), nullable=False),
        sa.Column("created_at", moment, nullable=False),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name=op.f("fk_upload_entry_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["request_id"], ["change_request.id"], name=op.f("fk_upload_request_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_upload")),
        sa.UniqueConstraint("request_id", "account_id", "slot", name=op.f("uq_upload_request_id_account_id_slot")),
    )
    op.create_index(
        "uq_upload_entry",
        "upload",
        ["entry_id", "account_id", "slot"],
        unique=True,
        sqlite_where=sa.text("request_id is null"),
        postgresql_where=sa.text("request_id is null"),
    )


def create_questions() -> None:
    """Questions of teams, and what was written in them."""
    op.create_table(
        "question",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("entry_id", sa.Uuid(), nullable=False),
        sa.Column("edition", sa.String(length=50), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("since", moment, nullable=False),
        sa.Column("title", sa.String(length=100), nullable=False),
        sa.Column("section", sa.String(length=40), nullable=False),
        sa.Column("asked_by", sa.Uuid(), nullable=False),
        sa.Column("asked_name", sa.String(), nullable=False),
        sa.Column("asked_at", moment, nullable=False),
        sa.Column("taken_by", sa.Uuid(), nullable=True),
        sa.Column("taken_name", sa.String(), nullable=False),
        sa.Column("article_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name=op.f("fk_question_entry_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question")),
    )
    for column in ("asked_by", "entry_id", "taken_by"):
        op.create_index(op.f(f"ix_question_{column}"), "question", [column], unique=False)
    op.create_index("ix_question_desk", "question", ["edition", "state", "since"], unique=False)
    op.create_table(
        "question_post",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("question_id", sa.Uuid(), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=False),
        sa.Column("author_name", sa.String(), nullable=False),
        sa.Column("office", sa.Boolean(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("written_at", moment, nullable=False),
        sa.ForeignKeyConstraint(
            ["question_id"], ["question.id"], name=op.f("fk_question_post_question_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question_post")),
    )
    for column in ("author_id", "question_id"):
        op.create_index(op.f(f"ix_question_post_{column}"), "question_post", [column], unique=False)


def create_word_index() -> None:
    """What leads from pieces of words to entries: a table that holds nothing but an index, or an index over arrays."""
    pieces = sa.ARRAY(sa.Text()).with_variant(sa.Text(), "sqlite")
    op.create_table(
        "entry_index",
        sa.Column("number", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("entry_id", sa.Uuid(), nullable=False),
        sa.Column("pieces", pieces, nullable=True),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name=op.f("fk_entry_index_entry_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_entry_index")),
        sa.UniqueConstraint("entry_id", name=op.f("uq_entry_index_entry_id")),
        sqlite_autoincrement=True,
    )
    if op.get_bind().dialect.name == "sqlite":
        options = "content='', detail=none, columnsize=0, tokenize='ascii'"
        op.execute(f"CREATE VIRTUAL TABLE entry_piece USING fts5(pieces, {options})")
    else:
        op.create_index("ix_entry_index_pieces", "entry_index", ["pieces"], postgresql_using="gin")


def create_likenesses() -> None:
    """What entries say, as it is compared, and which of them are alike."""
    serial = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        "entry_text",
        sa.Column("number", serial, autoincrement=True, nullable=False),
        sa.Column("entry_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("traces", sa.JSON(), nullable=False),
        sa.Column("erased", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name=op.f("fk_entry_text_entry_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_entry_text")),
        sa.UniqueConstraint("entry_id", name=op.f("uq_entry_text_entry_id")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "entry_trace",
        sa.Column("trace", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("number", serial, autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("trace", "number", name=op.f("pk_entry_trace")),
        sqlite_with_rowid=False,
    )
    entries = ("first_id", "second_id")
    op.create_table(
        "likeness",
        sa.Column("id", sa.Uuid(), nullable=False),
        *(sa.Column(name, sa.Uuid(), nullable=False) for name in entries),
        sa.Column("edition", sa.String(length=50), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("title", "text", "files", "degree")),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("since", moment, nullable=False),
        sa.Column("decider_id", sa.Uuid(), nullable=True),
        sa.Column("decider_name", sa.String(length=50), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        *(
            sa.ForeignKeyConstraint([name], ["entry.id"], name=op.f(f"fk_likeness_{name}"), ondelete="CASCADE")
            for name in entries
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_likeness")),
    )
    op.create_index("uq_likeness_pair", "likeness", list(entries), unique=True)
    op.create_index("ix_likeness_second", "likeness", ["second_id"], unique=False)
    op.create_index("ix_likeness_listed", "likeness", ["edition", "degree", "id"], unique=False)
    op.create_index("ix_likeness_decider", "likeness", ["decider_id"], unique=False)
