"""Reading winners: the gallery of an edition or of all, and one of them."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, load_only

from chassis.http.errors import NotFound
from services.registration.contest.editions.models import Contest, Edition
from services.registration.site.winners.models import FIELDS, Winner, WinnerList

_HEAD = tuple(getattr(Winner, name) for name in ("edition", "updated_at", *FIELDS) if name != "answers")


def count_winners(session: Session, contest: str = "") -> list[dict[str, Any]]:
    """The editions in which somebody won and how many, the latest first; of one contest alone where it is named."""
    query = (
        select(Winner.edition, func.count().label("count"))
        .join(Edition, Edition.slug == Winner.edition)
        .group_by(Winner.edition, Edition.opens_at)
        .order_by(Edition.opens_at.desc(), Winner.edition)
    )
    if contest:
        query = query.where(Edition.contest_key == contest)
    return [dict(row) for row in session.execute(query).mappings()]


def winning_contests(session: Session) -> Sequence[Contest]:
    """The contests in whose editions somebody won, by name."""
    won = select(Edition.contest_key).where(Edition.slug.in_(select(Winner.edition)))
    return session.scalars(select(Contest).where(Contest.key.in_(won)).order_by(Contest.name, Contest.key)).all()


def select_winners(edition: str, track: str = "", award: str = "") -> Select[Winner]:
    """The winners of an edition without their answers, the highest award first; narrowed by track and award."""
    query = select(Winner).options(load_only(*_HEAD)).where(Winner.edition == edition).order_by(Winner.place)
    for column, key in ((Winner.track, track), (Winner.award, award)):
        if key:
            query = query.where(column == key)
    return query


def show_gallery(session: Session, wanted: dict[str, Any]) -> dict[str, Any]:
    """The winners of the edition asked for, or of the latest that has any; of all editions where the `whole` is."""
    editions = count_winners(session, wanted["contest"])
    beside = {"editions": editions, "contests": winning_contests(session)}
    if wanted["whole"]:
        every = select(Winner).options(load_only(*_HEAD)).join(Edition, Edition.slug == Winner.edition)
        found = session.scalars(every.order_by(Edition.opens_at.desc(), Winner.edition, Winner.place)).all()
        changed = session.scalar(select(func.max(WinnerList.updated_at)))
        return {**beside, "edition": "", "updated_at": changed, "items": found}
    shown = wanted["edition"] or (editions[0]["edition"] if editions else "")
    found = session.scalars(select_winners(shown, wanted["track"], wanted["award"])).all()
    changed = session.scalar(select(WinnerList.updated_at).where(WinnerList.edition == shown))
    return {**beside, "edition": shown, "updated_at": changed, "items": found}


def find_winner(session: Session, edition: str, number: str) -> Winner:
    """One winning entry. Raises NotFound."""
    plain = (edition + number).isascii() and (edition + number).isprintable()
    found = session.get(Winner, (edition, number)) if plain else None
    if found is None:
        raise NotFound
    return found
