"""What can be done with editions."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from chassis import clock
from chassis.http.auth import Identity
from chassis.http.errors import Forbidden, NotFound
from chassis.http.fields import check_slug
from chassis.storage import audit
from chassis.storage.locks import lock_names
from contracts.roles import ORGANIZER
from services.registration.contest.editions.errors import ChoiceInUse, NoEdition, PrefixInUse, PrefixTaken
from services.registration.contest.editions.models import Edition
from services.registration.contest.entries.models import Entry

DERIVED = {"slug", "opens_at", "closes_at", "updated_at"}
"""Fields that are shown and may be sent back, but follow from others."""

_NOW = bindparam("now", type_=Edition.opens_at.type)
_OPENED = select(Edition).where(Edition.opens_at <= _NOW).order_by(Edition.opens_at.desc()).limit(1)
_COMING = select(Edition).where(Edition.opens_at > _NOW).order_by(Edition.opens_at).limit(1)


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


def find_edition(session: Session, slug: str) -> Edition:
    """The edition of this name. Raises NotFound."""
    found = session.get(Edition, slug) if slug.isascii() and slug.isprintable() else None
    if found is None:
        raise NotFound
    return found


def put_edition(session: Session, caller: Identity, slug: str, facts: dict[str, Any]) -> Edition:
    """Create the edition or replace it; published at once. Doing it again changes nothing.

    Raises Invalid, Forbidden, ChoiceInUse, PrefixTaken, PrefixInUse.
    """
    check_slug(slug, facts)
    if not caller.has(ORGANIZER, f"edition:{slug}"):
        raise Forbidden
    lock_names(session, ["editions"])
    facts = {name: value for name, value in facts.items() if name not in DERIVED}
    _refuse_taken_prefix(session, slug, facts["entry_prefix"])
    edition = session.get(Edition, slug, with_for_update=True)
    if edition is not None:
        _refuse_lost_choices(session, edition, facts)
        _refuse_lost_prefix(edition, facts["entry_prefix"])
    changed = {name: value for name, value in facts.items() if edition is None or getattr(edition, name) != value}
    edition = edition or Edition(slug=slug, numbered=0)
    for name, value in changed.items():
        setattr(edition, name, value)
    if changed:
        edition.updated_at = clock.now()
        session.add(edition)
        audit.record(session, caller.account_id, "edition.put", slug, changed=sorted(changed))
    return edition


def _refuse_taken_prefix(session: Session, slug: str, prefix: str) -> None:
    if session.scalar(select(Edition.slug).where(Edition.entry_prefix == prefix, Edition.slug != slug)):
        raise PrefixTaken(prefix=prefix)


def _refuse_lost_prefix(edition: Edition, prefix: str) -> None:
    if edition.numbered and edition.entry_prefix != prefix:
        raise PrefixInUse(prefix=edition.entry_prefix)


def _refuse_lost_choices(session: Session, edition: Edition, facts: dict[str, Any]) -> None:
    for field, column in (("tracks", Entry.track), ("groups", Entry.group)):
        kept = {choice["key"] for choice in facts[field]}
        lost = {c["key"]: c["name"] for c in getattr(edition, field) if c["key"] not in kept}
        used = set(session.scalars(select(column).where(Entry.edition == edition.slug).distinct()))
        if names := [name for key, name in lost.items() if key in used]:
            raise ChoiceInUse(names="、".join(names))
