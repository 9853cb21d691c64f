"""Publishing the winners of an edition."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from chassis import clock
from chassis.http.auth import Identity
from chassis.http.errors import Invalid
from chassis.http.etag import etag_of
from chassis.http.schemas import FieldError
from chassis.storage import audit
from services.registration.contest.editions.actions import find_edition
from services.registration.contest.editions.models import Edition
from services.registration.files.collections.actions import list_files, show_files
from services.registration.files.collections.choosing import refuse_named
from services.registration.files.collections.names import WINNERS, collection_of
from services.registration.files.collections.schemas import SiteFileSchema
from services.registration.site.winners.errors import NO_PICTURE, UNKNOWN, StillRunning
from services.registration.site.winners.models import FIELDS, Winner, WinnerList


def show_own(session: Session, slug: str) -> dict[str, Any]:
    """The winners of an edition, whole, and the pictures they can show. Raises NotFound."""
    found = session.scalars(select(Winner).where(Winner.edition == find_edition(session, slug).slug))
    files = [one for one in list_files(session, collection_of(WINNERS, slug)) if one.width]
    winners = sorted(found, key=lambda one: one.place)
    return {"items": winners, "files": files, "etag": version_of(session, slug)}


def version_of(session: Session, slug: str, *, lock: bool = False) -> str:
    """Changes with every change of the edition's list; locked, nobody else changes it meanwhile. Raises NotFound."""
    find_edition(session, slug, lock=lock)
    return etag_of(slug, session.scalar(select(WinnerList.updated_at).where(WinnerList.edition == slug)))


def put_winners(session: Session, caller: Identity, slug: str, winners: Sequence[dict[str, Any]]) -> None:
    """Make these the winners of the edition, in this order; what stood there is replaced.

    Doing it again changes nothing. Raises NotFound, StillRunning, and Invalid for a track, group or picture that
    there is none of.
    """
    edition = find_edition(session, slug, lock=True)
    if winners and not edition.is_over:
        raise StillRunning
    _refuse_unknown(edition, winners)
    given = _with_pictures(session, slug, winners)
    known = {one.number: one for one in session.scalars(select(Winner).where(Winner.edition == slug))}
    if _said(known.values()) == [(facts["number"], facts) for facts in given]:
        return
    now, before = clock.now(), dict(_said(known.values()))
    for gone in known.keys() - {facts["number"] for facts in given}:
        session.delete(known[gone])
    for place, facts in enumerate(given):
        _place(session, known.get(facts["number"]) or Winner(edition=slug, number=facts["number"]), place, facts, now)
    session.merge(WinnerList(edition=slug, updated_at=now))
    show_files(session, collection_of(WINNERS, slug), [facts["picture"] for facts in given], now)
    audit.record(session, caller.account_id, "winners.put", slug, count=len(winners), **_differences(before, given))


def refuse_shown(session: Session, slug: str, sha256: str) -> None:
    """Raise FileInUse where a winner of the edition shows the picture."""
    shown = session.scalars(select(Winner.picture).where(Winner.edition == slug)).all()
    refuse_named(session, collection_of(WINNERS, slug), sha256, list(shown))


def _differences(before: Mapping[str, Any], given: Sequence[dict[str, Any]]) -> dict[str, list[str]]:
    """By number who is new on the list, of whom it says something else, and who is no longer on it."""
    after = {facts["number"]: facts for facts in given}
    return {
        "added": [number for number in after if number not in before],
        "changed": [number for number in after if number in before and after[number] != before[number]],
        "removed": [number for number in before if number not in after],
    }


def _said(winners: Iterable[Winner]) -> list[tuple[str, dict[str, Any]]]:
    ordered = sorted(winners, key=lambda one: one.place)
    return [(one.number, {name: getattr(one, name) for name in FIELDS}) for one in ordered]


def _place(session: Session, winner: Winner, place: int, facts: dict[str, Any], now: datetime) -> None:
    """Let a winner say this, and stand there."""
    if winner.updated_at is None or any(getattr(winner, name) != facts[name] for name in FIELDS):
        winner.updated_at = now
    for name in FIELDS:
        setattr(winner, name, facts[name])
    winner.place = place
    session.add(winner)


def _with_pictures(session: Session, slug: str, winners: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The winners, each with its picture as it was taken in. Raises Invalid."""
    own = {one.sha256: one for one in list_files(session, collection_of(WINNERS, slug)) if one.width}
    schema, found, wrong = SiteFileSchema(), [], {}
    for place, winner in enumerate(winners):
        picture = winner["picture"] and own.get(winner["picture"]["sha256"])
        if winner["picture"] and picture is None:
            wrong[f"items.{place}.picture"] = [FieldError(*NO_PICTURE).body()]
        found.append(winner | {"picture": schema.dump(picture) if picture else None})
    if wrong:
        raise Invalid(wrong)
    return found


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
