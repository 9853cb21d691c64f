"""What the public reads: the released text of every article whose time has come. The clock decides, nothing else."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, func, or_, select
from sqlalchemy.orm import Session, load_only

from chassis import clock
from chassis.http.errors import NotFound
from chassis.words import markup
from services.registration.contest.editions.models import Contest, Edition
from services.registration.site.articles.concern import of_contest
from services.registration.site.articles.models import RELEASED, Article, has_come

_PLACED = ("kind", "slug", "contest", "edition", "pinned", "red_head")
_TEXTS = ("title", "title_en", "summary", "summary_en", "document_number")
_BODIES = ("body", "body_en")
_SIGNED = ("signed_by", "signed_by_en")
_TIMES = ("publish_at", "released_at", "released", "place")


@dataclass(frozen=True)
class Readable:
    """An article as everybody reads it."""

    article: Article

    @property
    def updated_at(self) -> datetime | None:
        """When what can be read last changed."""
        return max(filter(None, (self.article.released_at, self.article.publish_at)), default=None)

    def facts(self, *, bodies: bool, attachments: bool = False) -> dict[str, Any]:
        """As it is sent, with the bodies or without; they are cleaned once more on the way out.

        With the bodies go the attachments, which can also be had alone.
        """
        head = {name: getattr(self.article, name) for name in (*_PLACED, *_TEXTS)}
        times = {"published_at": self.article.publish_at, "updated_at": self.updated_at}
        attached = {"attachments": self.article.attachments} if bodies or attachments else {}
        told: dict[str, Any] = {**times, "number": self.article.released, **attached}
        if not bodies:
            return {**head, **told}
        texts = {name: markup.clean(getattr(self.article, name)) for name in _BODIES}
        return {**head, **told, **texts, **{name: getattr(self.article, name) for name in _SIGNED}}


def select_readable(
    kind: str = "",
    *,
    contest: str = "",
    bodies: bool = False,
    attachments: bool = False,
    year: int | None = None,
) -> Select[Article]:
    """Articles that the public may see now, of one kind or of all, of a year or of any, for a contest or for all."""
    wanted = (*_PLACED, *_TEXTS, *_TIMES, *((*_BODIES, *_SIGNED) if bodies else ()))
    wanted += ("attachments",) if bodies or attachments else ()
    found = (*_public(kind, contest), *_within(year)) if year else (*_released(kind, contest), has_come(clock.now()))
    return select(Article).where(*found).options(load_only(*(getattr(Article, name) for name in wanted)))


def _public(kind: str, contest: str = "") -> list[ColumnElement[bool]]:
    return [*_released(kind, contest), Article.publish_at <= clock.now()]


def _released(kind: str, contest: str = "") -> list[ColumnElement[bool]]:
    found = [Article.kind == kind] if kind else []
    return [*found, Article.standing == RELEASED, *([of_contest(contest)] if contest else [])]


def _within(year: int) -> tuple[ColumnElement[bool], ...]:
    begins, ends = (datetime(one, 1, 1, tzinfo=clock.LOCAL) for one in (year, year + 1))
    return Article.publish_at >= begins, Article.publish_at < ends


def contests_of(session: Session, kind: str) -> Sequence[Contest]:
    """The contests to which articles of this kind belong that can be read now, by name."""

    def owns_any(column: Any, owner: Any) -> ColumnElement[bool]:
        return exists().where(*_released(kind), has_come(clock.now()), column == owner)  # few owners, many articles

    of_editions = select(Edition.contest_key).where(owns_any(Article.edition, Edition.slug))
    wanted = or_(owns_any(Article.contest, Contest.key), Contest.key.in_(of_editions))
    return session.scalars(select(Contest).where(wanted).order_by(Contest.name, Contest.key)).all()


def years_of(session: Session, kind: str, contest: str = "") -> list[int]:
    """The years, in Beijing, in which articles of this list were published that can be read now, the latest first."""
    public = _public(kind, contest)
    ends = [session.scalar(select(end(Article.publish_at)).where(*public)) for end in (func.min, func.max)]
    if None in ends:
        return []
    first, last = (at.astimezone(clock.LOCAL).year for at in ends if at)
    between = range(last - 1, first, -1)
    found = [year for year in between if session.scalar(select(Article.id).where(*public, *_within(year)).limit(1))]
    return list(dict.fromkeys([last, *found, first]))


def find_readable(session: Session, kind: str, slug: str) -> Readable:
    """The article at this address. Raises NotFound, also for one that is not public or not public yet."""
    query = select_readable(bodies=True).where(Article.kind == kind, Article.slug == slug)
    found = session.scalars(query).first() if (kind + slug).isascii() and (kind + slug).isprintable() else None
    if found is None:
        raise NotFound
    return Readable(found)
