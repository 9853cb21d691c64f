"""Publishing the winners of an edition, and reading them."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, delete, func, select
from sqlalchemy.orm import Session, load_only

from chassis.http.auth import Identity
from chassis.http.errors import Forbidden, Invalid, NotFound
from chassis.http.schemas import FieldError
from chassis.storage import audit
from contracts.roles import ORGANIZER
from services.registration.contest.editions.actions import find_edition
from services.registration.contest.editions.models import Edition
from services.registration.site.winners.errors import UNKNOWN
from services.registration.site.winners.models import FIELDS, Winner

_HEAD = tuple(getattr(Winner, name) for name in ("edition", *FIELDS) if name != "answers")


def put_winners(session: Session, caller: Identity, slug: str, winners: Sequence[dict[str, Any]]) -> None:
    """Make these the winners of the edition, in this order; what stood there is replaced.

    Raises NotFound, Forbidden, and Invalid for a track or group that the edition does not have.
    """
    edition = find_edition(session, slug, lock=True)
    if not caller.has(ORGANIZER, edition.scope):
        raise Forbidden
    _refuse_unknown(edition, winners)
    session.execute(delete(Winner).where(Winner.edition == slug))
    session.add_all(Winner(edition=slug, place=place, **facts) for place, facts in enumerate(winners))
    audit.record(session, caller.account_id, "winners.put", slug, count=len(winners))


def _refuse_unknown(edition: Edition, winners: Sequence[dict[str, Any]]) -> None:
    tracks, groups = ({choice["key"] for choice in choices} for choices in (edition.tracks, edition.groups))
    wrong = {
        f"items.{place}.{field}": [FieldError(*UNKNOWN[field]).body()]
        for place, winner in enumerate(winners)
        for field, known in (("track", tracks), ("group", groups | {""}))
        if winner[field] not in known
    }
    if wrong:
        raise Invalid(wrong)


def count_winners(session: Session) -> list[dict[str, Any]]:
    """The editions in which somebody won and how many, the latest first."""
    query = (
        select(Winner.edition, func.count().label("count"))
        .join(Edition, Edition.slug == Winner.edition)
        .group_by(Winner.edition, Edition.opens_at)
        .order_by(Edition.opens_at.desc(), Winner.edition)
    )
    return [dict(row) for row in session.execute(query).mappings()]


def select_winners(edition: str, track: str = "", award: str = "") -> Select[Winner]:
    """The winners of an edition without their answers, the highest award first; narrowed by track and award."""
    query = select(Winner).options(load_only(*_HEAD)).where(Winner.edition == edition).order_by(Winner.place)
    for column, key in ((Winner.track, track), (Winner.award, award)):
        if key:
            query = query.where(column == key)
    return query


def show_gallery(session: Session, wanted: dict[str, Any]) -> dict[str, Any]:
    """The winners of the edition asked for, or of the latest that has any; of all editions where the `whole` is."""
    editions = count_winners(session)
    if wanted["whole"]:
        every = select(Winner).options(load_only(*_HEAD)).join(Edition, Edition.slug == Winner.edition)
        found = session.scalars(every.order_by(Edition.opens_at.desc(), Winner.edition, Winner.place)).all()
        return {"edition": "", "editions": editions, "items": found}
    shown = wanted["edition"] or (editions[0]["edition"] if editions else "")
    found = session.scalars(select_winners(shown, wanted["track"], wanted["award"])).all()
    return {"edition": shown, "editions": editions, "items": found}


def find_winner(session: Session, edition: str, number: str) -> Winner:
    """One winning entry. Raises NotFound."""
    plain = (edition + number).isascii() and (edition + number).isprintable()
    found = session.get(Winner, (edition, number)) if plain else None
    if found is None:
        raise NotFound
    return found
