"""Which contests and editions there are. `publication` changes them."""

from collections.abc import Sequence

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from chassis import clock
from chassis.http.errors import NotFound
from chassis.http.fields import is_key
from chassis.words.keys import key_from
from services.registration.contest.editions.errors import NoEdition
from services.registration.contest.editions.models import Contest, Edition

_NOW = bindparam("now", type_=Edition.opens_at.type)
_OPENED = select(Edition).where(Edition.opens_at <= _NOW).order_by(Edition.opens_at.desc()).limit(1)
_COMING = select(Edition).where(Edition.opens_at > _NOW).order_by(Edition.opens_at).limit(1)


def add_contest(session: Session, *, key: str, name: str, name_en: str) -> Contest:
    """A new contest; the first of all is the one that the site shows."""
    first = session.scalar(select(Contest.key).limit(1)) is None
    contest = Contest(key=key, name=name, name_en=name_en, front=first)
    session.add(contest)
    session.flush()
    return contest


def new_contest_key(session: Session, name: str) -> str:
    """A key for a new contest of this name."""
    return key_from(name, set(session.scalars(select(Contest.key))), "contest")


def current_edition(session: Session) -> Edition:
    """The edition that opened last; before the first one opens, the next to open. Raises NoEdition."""
    now = {"now": clock.now()}
    found = session.scalars(_OPENED, now).first() or session.scalars(_COMING, now).first()
    if found is None:
        raise NoEdition
    return found


def list_editions(session: Session) -> Sequence[Edition]:
    """Every edition, the latest first."""
    return session.scalars(select(Edition).order_by(Edition.opens_at.desc(), Edition.slug)).all()


def find_edition(session: Session, slug: str, *, lock: bool = False) -> Edition:
    """The edition of this name. Raises NotFound."""
    found = session.get(Edition, slug, with_for_update=lock or None) if is_key(slug) else None
    if found is None:
        raise NotFound
    return found
