"""Articles of the public site, and every version of them that was kept.

What is being written stands in `article`; what the public reads is the version that was released. So saving while one
types never changes what is public.
"""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from chassis import clock
from chassis.http.etag import etag_of
from services.registration.base import Base

NOTICE, ANNOUNCEMENT, WINNERS, FAQ, PAGE = "notice", "announcement", "winners", "faq", "page"
KINDS = (NOTICE, ANNOUNCEMENT, WINNERS, FAQ, PAGE)
DRAFT, RELEASED, WITHDRAWN = "draft", "released", "withdrawn"
SCHEDULED, PUBLISHED = "scheduled", "published"
STATES = (DRAFT, SCHEDULED, PUBLISHED, WITHDRAWN)
"""As people see them: `released` is one of scheduled and published, and our clock says which."""
TEXTS = ("title", "title_en", "summary", "summary_en", "body", "body_en")
"""What a version holds. English may be empty; readers then see the Chinese with a note."""


def state_of(standing: str, publish_at: datetime | None) -> str:
    """What an article is now: one of STATES."""
    if standing != RELEASED:
        return standing
    return PUBLISHED if publish_at and publish_at <= clock.now() else SCHEDULED


class Article(Base):
    """One article as it is being written, and whether the public sees a version of it."""

    __tablename__ = "article"
    __table_args__ = (
        UniqueConstraint("kind", "slug"),
        Index("ix_article_public", "kind", "standing", "publish_at"),
        Index("ix_article_place", "place", unique=True),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(12))
    slug: Mapped[str] = mapped_column(String(50))
    title: Mapped[str] = mapped_column(String(200), default="")
    title_en: Mapped[str] = mapped_column(String(300), default="")
    summary: Mapped[str] = mapped_column(Text, default="")
    summary_en: Mapped[str] = mapped_column(Text, default="")
    body: Mapped[str] = mapped_column(Text, default="")
    body_en: Mapped[str] = mapped_column(Text, default="")
    pinned: Mapped[bool] = mapped_column(default=False)
    red_head: Mapped[bool] = mapped_column(default=False)
    """Wears the red head of an official document."""
    rank: Mapped[int] = mapped_column(default=0)
    """Order among its kind before the date counts: 0 comes first."""
    place: Mapped[str] = mapped_column(String(60))
    """Where it stands in a listing, larger first: pinned, rank, time, id. Digits and a-f, so every collation agrees."""
    standing: Mapped[str] = mapped_column(String(10))
    """`draft`, `released` or `withdrawn`."""
    publish_at: Mapped[datetime | None]
    """From when on the released version is public; our clock decides, no job has to run."""
    released: Mapped[int | None]
    """Number of the version that is or will be public."""
    announced_at: Mapped[datetime | None] = mapped_column(index=True)
    """When the other parts were told that it can be read: once in its life."""
    withdrawal: Mapped[str] = mapped_column(Text, default="")
    """Why it was withdrawn."""
    versions: Mapped[int] = mapped_column(default=0)
    """How many were kept."""
    revision: Mapped[int] = mapped_column(default=0)
    """One more at every change; the ETag is made of it."""
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    updated_by: Mapped[UUID]
    updated_name: Mapped[str]

    @property
    def etag(self) -> str:
        """Changes with every change of the article."""
        return etag_of(self.id, self.revision)

    @property
    def state(self) -> str:
        """What it is now: one of STATES."""
        return state_of(self.standing, self.publish_at)

    def settle(self) -> None:
        """Find its place again, after what it depends on changed."""
        at = int((self.publish_at or self.created_at).timestamp() * 1000)
        self.place = f"{int(self.pinned)}{999 - self.rank:03}{at:014}{self.id.hex}"


class ArticleVersion(Base):
    """The texts at one moment. Written once, never changed."""

    __tablename__ = "article_version"

    article_id: Mapped[UUID] = mapped_column(ForeignKey("article.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    title: Mapped[str] = mapped_column(String(200))
    title_en: Mapped[str] = mapped_column(String(300))
    summary: Mapped[str] = mapped_column(Text)
    summary_en: Mapped[str] = mapped_column(Text)
    body: Mapped[str] = mapped_column(Text)
    body_en: Mapped[str] = mapped_column(Text)
    origin: Mapped[str] = mapped_column(String(10))
    """Why it was kept: one of `versions.ORIGINS`."""
    saved_at: Mapped[datetime]
    saved_by: Mapped[UUID]
    saved_name: Mapped[str]
