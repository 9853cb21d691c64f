"""Articles of the public site: where each stands, and what the public reads of it.

What is being written is a manuscript of its own (`chassis/manuscripts`), so saving while one types changes nothing here
but the title in the organizers' list.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, cast
from uuid import UUID

from sqlalchemy import JSON, BindParameter, ColumnElement, Index, String, Text, UniqueConstraint, func
from sqlalchemy.orm import Mapped, Session, mapped_column, object_session

from chassis import clock
from services.registration.base import Base
from services.registration.files.collections.actions import list_files
from services.registration.files.collections.models import SiteFile
from services.registration.files.collections.names import collection_of

NOTICE, ANNOUNCEMENT, WINNERS, FAQ, PAGE = "notice", "announcement", "winners", "faq", "page"
KINDS = (NOTICE, ANNOUNCEMENT, WINNERS, FAQ, PAGE)
DRAFT, RELEASED, WITHDRAWN = "draft", "released", "withdrawn"
SCHEDULED, PUBLISHED = "scheduled", "published"
STATES = (DRAFT, SCHEDULED, PUBLISHED, WITHDRAWN)
"""As people see them: `released` is one of scheduled and published, and our clock says which."""


FOUND_BY = 600
"""Characters of its titles by which an article is found: all of those that can be published."""


def state_of(standing: str, publish_at: datetime | None) -> str:
    """What an article is now: one of STATES."""
    if standing != RELEASED:
        return standing
    return PUBLISHED if publish_at and publish_at <= clock.now() else SCHEDULED


def has_come(now: BindParameter[datetime | None] | datetime) -> ColumnElement[bool]:
    """Whether the time of a released article has come, for queries that read articles in the order of their place.

    It is asked in a way that no index on the time answers: nearly every article's time has come, and one that is
    chosen for it would have them all sorted anew.
    """
    return func.coalesce(Article.publish_at, Article.created_at) <= now


class Article(Base):
    """One article: whether the public sees it, where, and which text."""

    __tablename__ = "article"
    __table_args__ = (
        UniqueConstraint("kind", "slug"),
        Index("ix_article_public", "kind", "standing", "publish_at", "contest", "edition"),
        Index("ix_article_shelf", "kind", "standing", "place"),
        Index("ix_article_contest", "kind", "standing", "contest"),
        Index("ix_article_edition", "kind", "standing", "edition", "contest", "place"),
        Index("ix_article_place", "place", unique=True),
        Index("ix_article_touched", "touched", unique=True),
        Index("ix_article_words", "id", "search_text"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(12))
    slug: Mapped[str] = mapped_column(String(50))
    draft_title: Mapped[str] = mapped_column(Text, default="")
    draft_title_en: Mapped[str] = mapped_column(Text, default="")
    """Its titles as they are being written."""
    search_text: Mapped[str] = mapped_column(String(FOUND_BY), default="")
    """These titles, folded, for the organizers' search."""
    title: Mapped[str] = mapped_column(String(200), default="")
    title_en: Mapped[str] = mapped_column(String(300), default="")
    summary: Mapped[str] = mapped_column(Text, default="")
    summary_en: Mapped[str] = mapped_column(Text, default="")
    body: Mapped[str] = mapped_column(Text, default="")
    body_en: Mapped[str] = mapped_column(Text, default="")
    """What was released last; this and what follows is all that the public ever reads."""
    contest: Mapped[str] = mapped_column(String(50), default="")
    """Key of the contest that it belongs to; empty where it belongs to one edition, or to none."""
    edition: Mapped[str] = mapped_column(String(50), default="")
    """Slug of the edition that it belongs to."""
    document_number: Mapped[str] = mapped_column(String(50), default="")
    """文号 of an official document, such as 厦信协〔2026〕5号."""
    signed_by: Mapped[str] = mapped_column(String(200), default="")
    """落款: whose document it is, below its text."""
    signed_by_en: Mapped[str] = mapped_column(String(400), default="")
    attachments: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    """Files below its text, each with its titles; read and replaced as a whole."""
    pinned: Mapped[bool] = mapped_column(default=False)
    red_head: Mapped[bool] = mapped_column(default=False)
    """Wears the red head of an official document."""
    rank: Mapped[int] = mapped_column(default=0)
    """Order among its kind before the date counts: 0 comes first."""
    place: Mapped[str] = mapped_column(String(60))
    """Where it stands in a listing, larger first: pinned, rank, time, id. Digits and a-f, so every collation agrees."""
    touched: Mapped[str] = mapped_column(String(60))
    """Where it stands in the order of the last change: time, id."""
    standing: Mapped[str] = mapped_column(String(10))
    """`draft`, `released` or `withdrawn`."""
    publish_at: Mapped[datetime | None]
    """From when on the released version is public; our clock decides, no job has to run."""
    released: Mapped[int | None]
    """Number of the version that is or will be public."""
    released_at: Mapped[datetime | None]
    """When that version was released."""
    announced_at: Mapped[datetime | None] = mapped_column(index=True)
    """When the other parts were told that it can be read: once in its life."""
    withdrawal: Mapped[str] = mapped_column(Text, default="")
    """Why it was withdrawn."""
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    updated_by: Mapped[UUID]
    updated_name: Mapped[str]

    @property
    def state(self) -> str:
        """What it is now: one of STATES."""
        return state_of(self.standing, self.publish_at)

    @property
    def collection(self) -> str:
        """Where the files lie that it can attach."""
        return collection_of("article", self.id)

    @property
    def files(self) -> Sequence[SiteFile]:
        """What it can attach, the newest first."""
        return list_files(cast(Session, object_session(self)), self.collection)

    def settle(self) -> None:
        """Find its place again, after what it depends on changed."""
        public, changed = (int(at.timestamp() * 1000) for at in (self.publish_at or self.created_at, self.updated_at))
        self.place = f"{int(self.pinned)}{999 - self.rank:03}{public:014}{self.id.hex}"
        self.touched = f"{changed:014}{self.id.hex}"
