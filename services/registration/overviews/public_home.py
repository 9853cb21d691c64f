"""What the home page shows beside the edition, in one answer and three short queries: it is asked for most."""

from datetime import datetime
from typing import Any

import marshmallow as ma
from sqlalchemy import and_, bindparam, case, func, or_, select
from sqlalchemy.orm import Session

from chassis import clock
from chassis.http.api import Blueprint
from chassis.http.auth import PUBLIC, allow
from chassis.http.request_session import session
from chassis.http.schemas import Schema
from services.registration.outreach.programme.models import OutreachEvent, Shift
from services.registration.outreach.programme.schemas import EventHeadSchema
from services.registration.outreach.programme.states import PLANNED, PUBLISHED
from services.registration.outreach.signups.models import Signup
from services.registration.outreach.signups.states import CONFIRMED
from services.registration.site.articles.models import ANNOUNCEMENT, NOTICE, RELEASED, WINNERS, Article
from services.registration.site.articles.public_schemas import ReadableHeadSchema

blp = Blueprint("front", __name__, description="The home page.")
SHOWN = {NOTICE: 3, ANNOUNCEMENT: 3, WINNERS: 1}
"""How many of each kind the home page lists."""
_NOW = bindparam("now", type_=Article.publish_at.type)
_HEADS = (
    select(
        *(getattr(Article, name) for name in ("kind", "slug", "pinned", "red_head", "place")),
        *(getattr(Article, name) for name in ("title", "title_en", "summary", "summary_en", "released_at")),
        Article.released.label("number"),
        Article.publish_at.label("published_at"),
        func.row_number().over(partition_by=Article.kind, order_by=Article.place.desc()).label("nth"),
    )
    .where(Article.standing == RELEASED, Article.publish_at <= _NOW, Article.kind.in_(SHOWN))
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
    .limit(1)
)
_PLACES = (
    select(Shift.capacity, func.sum(case((Signup.state == CONFIRMED, 1), else_=0)).label("confirmed"))
    .outerjoin(Signup)
    .where(Shift.event_id == bindparam("event"), Shift.starts_at > _NOW, Shift.state == PLANNED)
    .group_by(Shift.id, Shift.capacity)
)


class FrontEventSchema(EventHeadSchema):
    """The next outreach event, and how many places are left on its shifts to come."""

    places_left = ma.fields.Integer(
        allow_none=True, metadata={"description": "None once its last shift began: nobody can sign up any more."}
    )


class FrontSchema(Schema):
    """What the home page shows."""

    event = ma.fields.Nested(FrontEventSchema, allow_none=True)
    articles = ma.fields.List(ma.fields.Nested(ReadableHeadSchema))


@blp.route("/front")
@allow(PUBLIC)
@blp.response(200, FrontSchema)
def show() -> dict[str, Any]:
    """The latest articles of each kind, and the next outreach event that is not over."""
    now, opened = clock.now(), session()
    return {"event": _event(opened, now), "articles": _articles(opened, now)}


def _articles(opened: Session, now: datetime) -> list[dict[str, Any]]:
    found = opened.execute(_LATEST, {"now": now}).mappings()
    return [{**row, "updated_at": max(row["published_at"], row["released_at"])} for row in found]


def _event(opened: Session, now: datetime) -> dict[str, Any] | None:
    event = opened.execute(_COMING, {"now": now}).mappings().first()
    if event is None:
        return None
    left = [max(0, one.capacity - one.confirmed) for one in opened.execute(_PLACES, {"event": event["id"], "now": now})]
    return {**event, "places_left": sum(left) if left else None}
