"""`GET /internal/outbox`: this part's log of events, for the other parts."""

from typing import Any

import marshmallow as ma
import msgspec
from flask import Response
from webargs.fields import DelimitedList

from chassis.events.feed import LARGEST, PATH, FeedDown, Log, note_position
from chassis.http import auth, request_session
from chassis.http.api import Blueprint
from chassis.http.auth import allow
from chassis.http.errors import Unavailable
from chassis.http.schemas import Between, Schema
from chassis.storage.engine import Database
from contracts.roles import SERVICE

MOST_TYPES = 50
BIGGEST_ID = 2**63 - 1


class FeedQuery(Schema):
    """Which stretch of the log."""

    after = ma.fields.Integer(load_default=0, validate=Between(0, BIGGEST_ID))
    types = DelimitedList(ma.fields.String(), required=True, validate=ma.validate.Length(1, MOST_TYPES))
    limit = ma.fields.Integer(load_default=500, validate=Between(1, LARGEST))
    ids = ma.fields.Boolean(load_default=False, metadata={"description": "Leave the bodies out."})


class FeedItemSchema(Schema):
    """One event; `body` is its JSON as text, null where only ids were asked for."""

    id = ma.fields.Integer(required=True)
    event_id = ma.fields.UUID(required=True)
    type = ma.fields.String(required=True)
    subject = ma.fields.String(required=True)
    time = ma.fields.AwareDateTime(required=True)
    traceparent = ma.fields.String(required=True)
    body = ma.fields.String(required=True, allow_none=True)


class FeedPageSchema(Schema):
    """Events in the order of their ids; nothing of these types is missing up to `head`."""

    items = ma.fields.List(ma.fields.Nested(FeedItemSchema), required=True)
    head = ma.fields.Integer(required=True)
    more = ma.fields.Boolean(required=True, metadata={"description": "There is more above `head`."})


def blueprint(producer: str, database: Database) -> Blueprint:
    """The route over one part's database."""
    blp = Blueprint("feed", __name__, description="What this part told the others, for the other parts.")
    log = Log(database)

    @blp.route(PATH)
    @allow(SERVICE)
    @blp.arguments(FeedQuery, location="query")
    @blp.alt_response(200, schema=FeedPageSchema, success=True)
    def read_log(query: dict[str, Any]) -> Response:
        """This part's events of some types after an id

        Asking for ids tells how far the asking part has got: what lies above is not purged.
        """
        try:
            page = log.read(query["after"], sorted(set(query["types"])), query["limit"], ids=query["ids"])
        except FeedDown as error:
            raise Unavailable from error
        if query["ids"]:
            note_position(request_session.database(), producer, auth.identity().name, query["after"])
        return Response(msgspec.json.encode(page), content_type="application/json")

    return blp
