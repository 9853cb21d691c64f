"""What the home page shows beside the edition, in one answer: it is asked for most, so its few short queries go
straight to the driver, and what they answer is put into words once for as long as it stays the same.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

import marshmallow as ma
import msgspec
from flask import Response
from sqlalchemy import BindParameter, Boolean, Select, Text, and_, bindparam, case, cast, func, or_, select, union_all
from webargs.fields import DelimitedList

from chassis import clock
from chassis.http.api import Blueprint
from chassis.http.auth import PUBLIC, allow
from chassis.http.fields import Count
from chassis.http.request_session import database
from chassis.http.schemas import Schema, Trimmed
from chassis.storage.prepared import Prepared
from services.registration.contest.entries.models import SUBMITTED, Entry
from services.registration.outreach.programme.models import OutreachEvent, Shift
from services.registration.outreach.programme.schemas import EventHeadSchema
from services.registration.outreach.programme.states import PLANNED, PUBLISHED
from services.registration.outreach.signups.models import Signup
from services.registration.outreach.signups.states import CONFIRMED
from services.registration.site.articles.concern import belongings
from services.registration.site.articles.models import ANNOUNCEMENT, NOTICE, RELEASED, WINNERS, Article, has_come
from services.registration.site.articles.public_schemas import ReadableHeadSchema
from services.registration.site.winners.models import Winner
from services.registration.site.winners.schemas import CountedWinnersSchema, WinnerHeadSchema

blp = Blueprint("public-home", __name__, description="The home page.")
SHOWN = {NOTICE: 5, ANNOUNCEMENT: 4, WINNERS: 1}
"""How many of each kind the home page lists."""
WINNERS_SHOWN = 9
"""Winners it lists of one edition; several share the room."""
EVENTS = 4
"""Outreach events it lists."""
WALLED = 3
"""Editions at most whose winners can be asked for at once."""
_ASKED = tuple(f"edition_{number}" for number in range(WALLED))
_NOW = bindparam("now", type_=Article.publish_at.type)
_EDITION: BindParameter[str] = bindparam("edition", type_=Article.edition.type)
_ALONE = bindparam("alone", type_=Boolean())
_OWN, *_SHARED = belongings(_EDITION)
_SHOWN = (_OWN, *(and_(~_ALONE, one) for one in _SHARED))
"""Articles of the edition, and where it does not stand alone those of nobody and of its contest."""
_HEADS = select(
    *(getattr(Article, name) for name in ("kind", "slug", "contest", "edition", "pinned", "red_head", "place")),
    *(getattr(Article, name) for name in ("title", "title_en", "summary", "summary_en", "document_number")),
    Article.released_at,
    Article.released.label("number"),
    Article.publish_at.label("published_at"),
).where(Article.standing == RELEASED, has_come(_NOW))


def _first_of(kind: str, count: int) -> Select[Any]:
    """The first articles of a kind: the first of each belonging, in the order in which an index keeps them, and of
    these the first. So many cost no more than few, whoever they belong to.
    """
    first = (_HEADS.where(Article.kind == kind, own).order_by(Article.place.desc()).limit(count) for own in _SHOWN)
    found = union_all(*(select(one.subquery()) for one in first)).subquery()
    return select(select(found).order_by(found.c.place.desc()).limit(count).subquery())


_LATEST = Prepared(select(union_all(*(_first_of(kind, count) for kind, count in SHOWN.items())).subquery()))
_NEXT: Select[Any] = (
    select(OutreachEvent.id, *(getattr(OutreachEvent, name) for name in EventHeadSchema().fields))
    .where(OutreachEvent.ends_at > _NOW, OutreachEvent.state == PUBLISHED)
    .order_by(OutreachEvent.starts_at, OutreachEvent.id)
    .limit(EVENTS)
)
_COMING = Prepared(_NEXT)
_PLACES = Prepared(
    select(Shift.event_id, Shift.capacity, func.sum(case((Signup.state == CONFIRMED, 1), else_=0)).label("confirmed"))
    .outerjoin(Signup)
    .where(Shift.event_id.in_(select(_NEXT.subquery().c.id)), Shift.starts_at > _NOW, Shift.state == PLANNED)
    .group_by(Shift.id, Shift.event_id, Shift.capacity)
)
_ENTERED = Prepared(select(func.count().label("number")).where(Entry.edition == _EDITION, Entry.state == SUBMITTED))
_WON = (
    select(
        *(getattr(Winner, name) for name in WinnerHeadSchema().fields if name != "picture"),
        cast(Winner.picture, Text).label("picture"),
        Winner.place,
        func.count().over(partition_by=Winner.edition).label("won"),
    )
    .where(or_(*(Winner.edition == bindparam(name) for name in _ASKED)))
    .subquery()
)
_FIRST = Prepared(select(_WON).where(_WON.c.place < bindparam("most")).order_by(_WON.c.edition, _WON.c.place))


class FrontQuerySchema(Schema):
    """Whose home page it is."""

    edition = Trimmed(load_default="", metadata={"description": "Its entries are counted, its articles shown."})
    alone = ma.fields.Boolean(load_default=False, metadata={"description": "Only articles of the edition itself."})
    won = DelimitedList(
        Trimmed(),
        load_default=list,
        validate=Count(0, WALLED),
        metadata={"description": "Editions whose first winners are shown, with commas between."},
    )


class FrontEventSchema(EventHeadSchema):
    """An outreach event to come, and how many places are left on its shifts to come."""

    places_left = ma.fields.Integer(
        allow_none=True, metadata={"description": "None once its last shift began: nobody can sign up any more."}
    )


class FrontSchema(Schema):
    """What the home page shows."""

    entries = ma.fields.Integer(metadata={"description": "Submitted in the edition."})
    events = ma.fields.List(ma.fields.Nested(FrontEventSchema))
    articles = ma.fields.List(ma.fields.Nested(ReadableHeadSchema))
    won = ma.fields.List(ma.fields.Nested(CountedWinnersSchema))
    winners = ma.fields.List(ma.fields.Nested(WinnerHeadSchema))


@blp.route("/front")
@allow(PUBLIC)
@blp.arguments(FrontQuerySchema, location="query")
@blp.response(200, FrontSchema)
def show(wanted: dict[str, Any]) -> Response:
    """The latest articles of each kind, the next outreach events, how many entered, and who won in some editions."""
    asked, now = database(), clock.now()
    edition, walled = wanted["edition"], wanted["won"]
    entries = _ENTERED.rows(asked, edition=edition)[0].number if edition else 0
    articles = _LATEST.rows(asked, now=now, edition=edition, alone=wanted["alone"])
    events = _COMING.rows(asked, now=now)
    places = _PLACES.rows(asked, now=now) if events else ()
    winners = _winners(walled) if walled else ()
    told = _told(entries, tuple(articles), tuple(events), tuple(places), tuple(winners), tuple(walled))
    return Response(told, mimetype="application/json")


def _winners(walled: Sequence[str]) -> list[Any]:
    """The first winners of each of these editions, every one with how many its edition has."""
    named = dict(zip(_ASKED, (*walled, *[walled[0]] * WALLED), strict=False))
    return _FIRST.rows(database(), **named, most=max(1, WINNERS_SHOWN // len(walled)))


@lru_cache(maxsize=20)
def _told(
    entries: int,
    articles: Iterable[Any],
    events: Iterable[Any],
    places: Iterable[Any],
    winners: Sequence[Any],
    walled: Sequence[str],
) -> bytes:
    """The answer in words, from the rows that were read."""
    left: dict[Any, int] = {}
    for shift in places:
        left[shift.event_id] = left.get(shift.event_id, 0) + max(0, shift.capacity - shift.confirmed)
    counted = {row.edition: row.won for row in winners}
    told = {
        "entries": entries,
        "events": [{**row._asdict(), "places_left": left.get(row.id)} for row in events],
        "articles": [_article(row._asdict()) for row in sorted(articles, key=lambda row: row.place, reverse=True)],
        "won": [{"edition": slug, "count": counted[slug]} for slug in walled if slug in counted],
        "winners": [_winner(row) for row in sorted(winners, key=lambda row: walled.index(row.edition))],
    }
    return msgspec.json.encode(FrontSchema().dump(told))


def _article(row: Mapping[str, Any]) -> dict[str, Any]:
    return {**row, "updated_at": max(row["published_at"], row["released_at"])}


def _winner(row: Any) -> dict[str, Any]:
    return {**row._asdict(), "picture": msgspec.json.decode(row.picture) if row.picture else None}
