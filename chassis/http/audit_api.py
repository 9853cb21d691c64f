"""`/audit`: a part's record of who did what, for those who oversee the product, and whether it is untouched."""

from datetime import datetime
from typing import Any

import marshmallow as ma
import msgspec
from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from chassis.http.api import Blueprint
from chassis.http.auth import allow
from chassis.http.paging import Page, PageSchema, page
from chassis.http.request_session import session
from chassis.http.schemas import Schema, Trimmed
from chassis.storage import audit
from chassis.storage.tables import audit as table
from contracts.roles import ADMIN, OVERSEEING

blp = Blueprint("audit", __name__, description="Who did what.")


class AuditQuery(PageSchema):
    """Which records."""

    actor = Trimmed(load_default="", metadata={"description": "Account id of the person."})
    action = Trimmed(load_default="", metadata={"description": "For instance `role.granted`."})
    since = ma.fields.AwareDateTime(load_default=None)
    until = ma.fields.AwareDateTime(load_default=None, metadata={"description": "Exclusive end."})


class RecordSchema(Schema):
    """One thing somebody did."""

    id = ma.fields.Integer(required=True)
    at = ma.fields.AwareDateTime(required=True)
    actor = ma.fields.String(required=True)
    action = ma.fields.String(required=True)
    subject = ma.fields.String(required=True)
    detail = ma.fields.Function(lambda row: msgspec.json.decode(row.detail), metadata={"type": "object"})


class RecordsSchema(Schema):
    """A page of records, newest first."""

    items = ma.fields.List(ma.fields.Nested(RecordSchema), required=True)
    next = ma.fields.String(required=True, allow_none=True)


class ChainSchema(Schema):
    """Whether every record follows from the one before."""

    records = ma.fields.Integer(required=True)
    broken = ma.fields.Integer(required=True, allow_none=True, metadata={"description": "First record that does not."})
    last = ma.fields.String(required=True, metadata={"description": "Hash of the last record."})


def records(
    *, actor: str = "", action: str = "", since: datetime | None = None, until: datetime | None = None
) -> Select[Any]:
    """The ids of the records that fit."""
    fits = [column == value for column, value in ((table.c.actor, actor), (table.c.action, action)) if value]
    fits += [table.c.at >= since] if since else []
    fits += [table.c.at < until] if until else []
    return select(table.c.id).where(*fits)


def rows(reading: Session, ids: Any) -> list[Any]:
    """These records, newest first."""
    return list(reading.execute(select(table).where(table.c.id.in_(ids)).order_by(table.c.id.desc())).all())


def chain(reading: Session) -> dict[str, Any]:
    """Whether the record is untouched; reads all of it."""
    last = reading.scalar(select(table.c.hash).order_by(table.c.id.desc()).limit(1))
    count = reading.scalar(select(func.count()).select_from(table)) or 0
    return {"records": count, "broken": audit.verify_chain(reading), "last": last or audit.BEGINNING}


@blp.route("/audit")
@allow(*OVERSEEING, ADMIN, everywhere=True)
@blp.arguments(AuditQuery, location="query")
@blp.response(200, RecordsSchema)
def list_records(query: dict[str, Any]) -> Page:
    """Who did what, newest first"""
    after, limit = query.pop("after"), query.pop("limit")
    found = page(session(), records(**query), table.c.id.desc(), after, limit)
    return Page(rows(session(), found.items), found.next)


@blp.route("/audit/chain")
@allow(*OVERSEEING, ADMIN, everywhere=True)
@blp.response(200, ChainSchema)
def check_chain() -> dict[str, Any]:
    """Whether every record follows from the one before"""
    return chain(session())
