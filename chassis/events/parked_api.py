"""`/parked`: the events a part could not apply, for organizers to see, try again and give up."""

from typing import Any

import marshmallow as ma

from chassis.events import parked
from chassis.events.parking import DEAD, DISCARDED, HELD, RETRY, fingerprint
from chassis.http.api import Blueprint
from chassis.http.auth import allow, identity
from chassis.http.paging import Page, PageSchema, page
from chassis.http.request_session import session
from chassis.http.schemas import Length, Schema, Text
from chassis.storage.tables import parked as table
from contracts.roles import ADMIN, ORGANIZER, OVERSEEING

blp = Blueprint("parked", __name__, description="Events that could not be applied.")


class ListingQuery(PageSchema):
    """Which parked events; discarded ones only when asked for."""

    state = ma.fields.String(load_default=None, validate=ma.validate.OneOf((RETRY, HELD, DEAD, DISCARDED)))
    type = ma.fields.String(load_default=None, data_key="type")


class ParkedSchema(Schema):
    """A parked event. Its content is shown one at a time only."""

    id = ma.fields.Integer(required=True)
    event_id = ma.fields.String(required=True)
    source = ma.fields.String(required=True)
    type = ma.fields.String(required=True)
    subject = ma.fields.String(required=True)
    sequence = ma.fields.Integer(required=True, allow_none=True)
    state = ma.fields.String(required=True, metadata={"description": "retry, held, dead or discarded"})
    attempts = ma.fields.Integer(required=True)
    next_at = ma.fields.AwareDateTime(required=True, allow_none=True)
    error = ma.fields.String(required=True)
    group = ma.fields.Function(lambda row: fingerprint(row.error), metadata={"type": "string"})
    occurred_at = ma.fields.AwareDateTime(required=True)
    first_at = ma.fields.AwareDateTime(required=True)
    last_at = ma.fields.AwareDateTime(required=True)


class WholeSchema(ParkedSchema):
    """A parked event with what it carries. What cannot be read as text shows as replacement characters."""

    traceparent = ma.fields.String(required=True)
    body = ma.fields.Function(lambda row: row.body.decode(errors="replace"), metadata={"type": "string"})


class ListingSchema(Schema):
    """A page of parked events."""

    items = ma.fields.List(ma.fields.Nested(ParkedSchema), required=True)
    next = ma.fields.String(required=True, allow_none=True)


class CountSchema(Schema):
    """How many events will be tried again."""

    replayed = ma.fields.Integer(required=True)


class DiscardSchema(Schema):
    """Why the event is given up; kept in the audit record."""

    reason = Text(required=True, validate=Length(1, 500))


@blp.route("/parked")
@allow(*OVERSEEING, ADMIN, everywhere=True)
@blp.arguments(ListingQuery, location="query")
@blp.response(200, ListingSchema)
def list_parked(query: dict[str, Any]) -> Page:
    """What is parked, oldest first"""
    wanted = parked.listing(query["state"], query["type"])
    found = page(session(), wanted, table.c.id, query["after"], query["limit"])
    return Page(parked.rows(session(), found.items), found.next)


@blp.route("/parked/<int:parked_id>")
@allow(*OVERSEEING, ADMIN, everywhere=True)
@blp.response(200, WholeSchema)
def show_parked(parked_id: int) -> Any:
    """One parked event with what it carries"""
    return parked.show(session(), parked_id)


@blp.route("/parked/<int:parked_id>/replay", methods=["POST"])
@allow(ORGANIZER, ADMIN, everywhere=True)
@blp.response(200, CountSchema)
def replay_one(parked_id: int) -> dict[str, int]:
    """Try a parked event again at once

    0 for one that waits behind another, or was given up.
    """
    row = parked.show(session(), parked_id)
    return {"replayed": parked.replay(session(), identity().account_id, ids=[row.id])}


@blp.route("/parked/<int:parked_id>/discard", methods=["POST"])
@allow(ORGANIZER, ADMIN, everywhere=True)
@blp.arguments(DiscardSchema)
@blp.response(204)
def discard(given: dict[str, str], parked_id: int) -> None:
    """Give a parked event up

    It stays on record; later events of its subject go on. 409 `already-discarded`.
    """
    parked.discard(session(), parked_id, identity().account_id, given["reason"])
