"""`/audit`: a part's record of who did what, for those who oversee the product, and whether it is untouched."""

from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

import marshmallow as ma
import msgspec
from flask import current_app
from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from chassis.http.api import Blueprint
from chassis.http.auth import allow
from chassis.http.paging import PageSchema, page
from chassis.http.request_session import session
from chassis.http.schemas import Schema, Trimmed
from chassis.storage import audit
from chassis.storage.tables import audit as table
from contracts.roles import ADMIN, OVERSEEING

Thing = tuple[str, str]
"""Action and subject of a record."""
Naming = Callable[[Session, Collection[Thing]], Mapping[Thing, Mapping[str, str]]]
"""Finds what subjects are called: `name` and perhaps `name_en` of each that is known."""
NAMES = "egret_audit_names"
"""The extension of an application that says how its part names the subjects of its record."""

blp = Blueprint("audit", __name__, description="Who did what.")


class AuditQuery(PageSchema):
    """Which records."""

    actor = ma.fields.List(
        ma.fields.UUID(), load_default=None, metadata={"description": "Account id of a person; of several, repeated."}
    )
    action = Trimmed(load_default="", metadata={"description": "For instance `role.granted`."})
    since = ma.fields.AwareDateTime(load_default=None)
    until = ma.fields.AwareDateTime(load_default=None, metadata={"description": "Exclusive end."})
    check = ma.fields.Boolean(load_default=False, metadata={"description": "Also read all of it for `chain`."})


class RecordSchema(Schema):
    """One thing somebody did."""

    id = ma.fields.Integer(required=True)
    at = ma.fields.AwareDateTime(required=True)
    actor = ma.fields.String(required=True)
    action = ma.fields.String(required=True)
    subject = ma.fields.String(required=True)
    name = ma.fields.String(metadata={"description": "What the subject is called now; empty where that is not known."})
    name_en = ma.fields.String()
    detail = ma.fields.Function(lambda row: msgspec.json.decode(row["detail"]), metadata={"type": "object"})


class ChainSchema(Schema):
    """Whether every record follows from the one before."""

    records = ma.fields.Integer(required=True)
    broken = ma.fields.Integer(required=True, allow_none=True, metadata={"description": "First record that does not."})
    last = ma.fields.String(required=True, metadata={"description": "Hash of the last record."})


class RecordsSchema(Schema):
    """A page of records, newest first."""

    items = ma.fields.List(ma.fields.Nested(RecordSchema), required=True)
    next = ma.fields.String(required=True, allow_none=True)
    chain = ma.fields.Nested(ChainSchema, required=True, allow_none=True)


def records(
    *,
    actors: Collection[UUID] | None = None,
    action: str = "",
    since: datetime | None = None,
    until: datetime | None = None,
) -> Select[Any]:
    """The ids of the records that fit; of anybody where `actors` is None."""
    fits: list[ColumnElement[bool]] = [] if actors is None else [table.c.actor.in_([str(actor) for actor in actors])]
    fits += [table.c.action == action] if action else []
    fits += [table.c.at >= since] if since else []
    fits += [table.c.at < until] if until else []
    return select(table.c.id).where(*fits)


def rows(reading: Session, ids: Any) -> list[dict[str, Any]]:
    """These records, newest first, with what their subjects are called."""
    found = reading.execute(select(table).where(table.c.id.in_(ids)).order_by(table.c.id.desc())).mappings().all()
    naming: Naming = current_app.extensions.get(NAMES, lambda _session, _things: {})
    names = naming(reading, {(row["action"], row["subject"]) for row in found})
    unnamed = {"name": "", "name_en": ""}
    return [{**row, **unnamed, **names.get((row["action"], row["subject"]), {})} for row in found]


def chain(reading: Session) -> dict[str, Any]:
    """Whether the record is untouched; reads all of it."""
    last = reading.scalar(select(table.c.hash).order_by(table.c.id.desc()).limit(1))
    count = reading.scalar(select(func.count()).select_from(table)) or 0
    return {"records": count, "broken": audit.verify_chain(reading), "last": last or audit.BEGINNING}


@blp.route("/audit")
@allow(*OVERSEEING, ADMIN, everywhere=True)
@blp.arguments(AuditQuery, location="query")
@blp.response(200, RecordsSchema)
def list_records(query: dict[str, Any]) -> dict[str, Any]:
    """Who did what, newest first"""
    after, limit, check, actors = (query.pop(name) for name in ("after", "limit", "check", "actor"))
    found = page(session(), records(actors=actors, **query), table.c.id.desc(), after, limit)
    return {"items": rows(session(), found.items), "next": found.next, "chain": chain(session()) if check else None}


@blp.route("/audit/chain")
@allow(*OVERSEEING, ADMIN, everywhere=True)
@blp.response(200, ChainSchema)
def check_chain() -> dict[str, Any]:
    """Whether every record follows from the one before"""
    return chain(session())
