"""What the home page shows beside the edition, in one answer and a few short queries: it is asked for most."""

from datetime import datetime
from typing import Any

import marshmallow as ma
from sqlalchemy import BindParameter, Boolean, Connection, and_, bindparam, case, func, or_, select

from chassis import clock
from chassis.http.api import Blueprint
from chassis.http.auth import PUBLIC, allow
from chassis.http.request_session import session
from chassis.http.schemas import Length, Schema, Trimmed
from services.registration.contest.entries.models import SUBMITTED, Entry
from services.registration.outreach.programme.models import OutreachEvent, Shift
from services.registration.outreach.programme.schemas import EventHeadSchema
from services.registration.outreach.programme.states import PLANNED, PUBLISHED
from services.registration.outreach.signups.models import Signup
from services.registration.outreach.signups.states import CONFIRMED
from services.registration.site.articles.concern import of_edition
from services.registration.site.articles.models import ANNOUNCEMENT, NOTICE, RELEASED, WINNERS, Article
from services.registration.site.articles.public_schemas import ReadableHeadSchema
from services.registration.site.winners.models import Winner
from services.registration.site.winners.schemas import CountedWinnersSchema, WinnerHeadSchema

blp = Blueprint("front", __name__, description="The home page.")
SHOWN = {NOTICE: 5, ANNOUNCEMENT: 4, WINNERS: 1}
"""How many of each kind the home page lists."""
WINNERS_SHOWN = 9
"""Winners it lists of one edition; several share the room."""
EVENTS = 4
"""Outreach events it lists."""
_NOW = bindparam("now", type_=Article.publish_at.type)
_EDITION: BindParameter[str] = bindparam("edition", type_=Article.edition.type)
_ALONE = bindparam("alone", type_=Boolean())
_HEADS = (
    select(
        *(getattr(Article, name) for name in ("kind", "slug", "contest", "edition", "pinned", "red_head", "place")),
        *(getattr(Article, name) for name in ("title", "title_en", "summary", "summary_en", "document_number")),
        Article.released_at,
        Article.released.label("number"),
        Article.publish_at.label("published_at"),
        func.row_number().over(partition_by=Article.kind, order_by=Article.place.desc()).label("nth"),
    )
    .where(Article.standing == RELEASED, Article.publish_at <= _NOW, Article.kind.in_(SHOWN))
    .where(or_(Article.edition == _EDITION, and_(~_ALONE, of_edition(_EDITION))))
    .subquery()
)
_LATEST = (
    select(_HEADS)
    .where(or_(*(and_(_HEADS.c.kind == kind, _HEADS.c.nth <= count) for kind, count in SHOWN.items())))
    .order_by(_HEADS.c.place.desc())
)
_COMING = (
    select(*OutreachEvent.__table__.columns)
    .where(OutreachEvent.ends_at > _NOW, OutreachEvent.state == PUBLISHED)
    .order_by(OutreachEvent.starts_at, OutreachEvent.id)
    .limit(EVENTS)
)
_PLACES = (
    select(Shift.event_id, Shift.capacity, func.sum(case((Signup.state == CONFIRMED, 1), else_=0)).label("confirmed"))
    .outerjoin(Signup)
    .where(Shift.event_id.in_(bindparam("events", expanding=True)), Shift.starts_at > _NOW, Shift.state == PLANNED)
    .group_by(Shift.id, Shift.event_id, Shift.capacity)
)
_ENTERED = select(func.count()).where(Entry.edition == _EDITION, Entry.state == SUBMITTED)
_WON = (
    select(*Winner.__table__.columns, func.count().over(partition_by=Winner.edition).label("won"))
    .where(Winner.edition.in_(bindparam("editions", expanding=True)))
    .subquery()
)
_FIRST = select(_WON).where(_WON.c.place < bindparam("most")).order_by(_WON.c.edition, _WON.c.place)


class FrontQuerySchema(Schema):
    """Whose home page it is."""

    edition = Trimmed(load_default="", metadata={"description": "Its entries are counted, its articles shown."})
    alone = ma.fields.Boolean(load_default=False, metadata={"description": "Only articles of the edition itself."})
    won = Trimmed(
        load_default="",
        validate=Length(0, 200),
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
def show(wanted: dict[str, Any]) -> dict[str, Any]:
    """The latest articles of each kind, the next outreach events, how many entered, and who won in some editions."""
    now, opened = clock.now(), session().connection()  # rows, not objects: they cost half
    entries = opened.scalar(_ENTERED, {"edition": wanted["edition"]}) if wanted["edition"] else 0
    return {
        "entries": entries,
        "events": _events(opened, now),
        "articles": _articles(opened, now, wanted),
        **_winners(opened, wanted["won"].split(",") if wanted["won"] else []),
    }


def _articles(opened: Connection, now: datetime, wanted: dict[str, Any]) -> list[dict[str, Any]]:
    of = {name: wanted[name] for name in ("edition", "alone")}
    found = opened.execute(_LATEST, {"now": now, **of}).mappings()
    return [{**row, "updated_at": max(row["published_at"], row["released_at"])} for row in found]


def _events(opened: Connection, now: datetime) -> list[dict[str, Any]]:
    events = opened.execute(_COMING, {"now": now}).mappings().all()
    left: dict[Any, int] = {}
    if events:
        for shift in opened.execute(_PLACES, {"events": [event["id"] for event in events], "now": now}):
            left[shift.event_id] = left.get(shift.event_id, 0) + max(0, shift.capacity - shift.confirmed)
    return [{**event, "places_left": left.get(event["id"])} for event in events]


def _winners(opened: Connection, editions: list[str]) -> dict[str, Any]:
    """The first winners of each of these editions, and how many it has."""
    if not editions:
        return {"won": [], "winners": []}
    found = (
        opened.execute(_FIRST, {"editions": editions, "most": max(1, WINNERS_SHOWN // len(editions))}).mappings().all()
    )
    counted = {row["edition"]: row["won"] for row in found}
    won = [{"edition": slug, "count": counted[slug]} for slug in editions if slug in counted]
    return {"won": won, "winners": sorted(found, key=lambda row: editions.index(row["edition"]))}
