"""Articles of the public site with their versions; what an edition tells those who may want to enter."""

import sqlalchemy as sa
from alembic import op

revision = "registration_0002"
down_revision = "registration_0001"
branch_labels = None
depends_on = None

moment = sa.DateTime(timezone=True)


def upgrade() -> None:
    describe_editions()
    create_articles()
    create_versions()


def describe_editions() -> None:
    op.add_column("edition", sa.Column("summary_en", sa.Text(), nullable=False, server_default=""))
    for name in ("eligibility", "materials", "awards"):
        op.add_column("edition", sa.Column(name, sa.JSON(), nullable=False, server_default="[]"))


def create_articles() -> None:
    op.create_table(
        "article",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("slug", sa.String(length=50), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("title_en", sa.String(length=300), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("summary_en", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("body_en", sa.Text(), nullable=False),
        sa.Column("pinned", sa.Boolean(), nullable=False),
        sa.Column("red_head", sa.Boolean(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(length=60), nullable=False),
        sa.Column("standing", sa.String(length=10), nullable=False),
        sa.Column("publish_at", moment, nullable=True),
        sa.Column("released", sa.Integer(), nullable=True),
        sa.Column("announced_at", moment, nullable=True),
        sa.Column("withdrawal", sa.Text(), nullable=False),
        sa.Column("versions", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("created_at", moment, nullable=False),
        sa.Column("updated_at", moment, nullable=False),
        sa.Column("updated_by", sa.Uuid(), nullable=False),
        sa.Column("updated_name", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_article")),
        sa.UniqueConstraint("kind", "slug", name=op.f("uq_article_kind_slug")),
    )
    op.create_index("ix_article_public", "article", ["kind", "standing", "publish_at"])
    op.create_index("ix_article_place", "article", ["place"], unique=True)
    op.create_index(op.f("ix_article_announced_at"), "article", ["announced_at"])


def create_versions() -> None:
    op.create_table(
        "article_version",
        sa.Column("article_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("title_en", sa.String(length=300), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("summary_en", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("body_en", sa.Text(), nullable=False),
        sa.Column("origin", sa.String(length=10), nullable=False),
        sa.Column("saved_at", moment, nullable=False),
        sa.Column("saved_by", sa.Uuid(), nullable=False),
        sa.Column("saved_name", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name=op.f("fk_article_version_article_id")),
        sa.PrimaryKeyConstraint("article_id", "number", name=op.f("pk_article_version")),
    )
