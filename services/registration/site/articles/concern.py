"""What an article can belong to: a contest, or one of its editions. What belongs to none stands everywhere."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from chassis.forms.bilingual import Words
from chassis.forms.fields import Choice
from services.registration.contest.editions.models import Contest, Edition
from services.registration.site.articles.models import PAGE, Article

_CONTEST, _EDITION = "contest_", "edition_"
"""How the choices of a form begin; keys and slugs have no underscore."""


def concerns(session: Session, kind: str) -> list[Choice]:
    """What the form of such an article offers: every contest, then every edition, the latest first.

    Pages of the site belong to nobody.
    """
    return [] if kind == PAGE else [*_contests(session), *_editions(session)]


def _contests(session: Session) -> Iterator[Choice]:
    for one in session.scalars(select(Contest).order_by(Contest.name, Contest.key)):
        yield Choice(_CONTEST + one.key, Words(one.name, one.name_en))


def _editions(session: Session) -> Iterator[Choice]:
    known = select(Edition.slug, Edition.name, Edition.name_en).order_by(Edition.opens_at.desc(), Edition.slug)
    for slug, name, name_en in session.execute(known):
        yield Choice(_EDITION + slug, Words(name, name_en))


def choice_of_edition(slug: str) -> str:
    """The choice that makes an article belong to this edition."""
    return _EDITION + slug


def keys_of(chosen: str) -> dict[str, str]:
    """What was chosen, as the columns of an article say it; empty where nothing was."""
    found = {"contest": _CONTEST, "edition": _EDITION}
    return {name: chosen.removeprefix(how) if chosen.startswith(how) else "" for name, how in found.items()}


def belongings(slug: BindParameter[str]) -> tuple[ColumnElement[bool], ...]:
    """Why an article stands on the pages of an edition: it is its own, nobody's, or its contest's.

    Each is asked for by itself: an index has the articles of each in the order of their place.
    """
    contest = select(Edition.contest_key).where(Edition.slug == slug).scalar_subquery()
    owners: tuple[tuple[Any, Any], ...] = ((slug, ""), ("", ""), ("", contest))
    own, nobodys, contests = (and_(Article.edition == edition, Article.contest == key) for edition, key in owners)
    return and_(slug != "", own), nobodys, contests


def of_contest(key: str) -> ColumnElement[bool]:
    """Whether an article stands in the lists of a contest: its own, its editions', or nobody's."""
    editions = select(Edition.slug).where(Edition.contest_key == key)
    return or_(Article.edition.in_(editions), and_(Article.edition == "", Article.contest.in_(("", key))))
