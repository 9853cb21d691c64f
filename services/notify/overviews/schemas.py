"""HTTP shapes of overviews."""

from marshmallow import fields

from chassis.http.schemas import Between, Schema
from services.notify.activity.schemas import ActivityListSchema


class DeskQuery(Schema):
    lines = fields.Integer(
        load_default=0, validate=Between(0, 50), metadata={"description": "How many lines of what happened last."}
    )


class DeskSchema(Schema):
    """Notify in numbers."""

    undelivered = fields.Integer(required=True, metadata={"description": "Deliveries that somebody has to see to."})
    undelivered_since = fields.DateTime(
        required=True, allow_none=True, metadata={"description": "When the oldest of them failed."}
    )
    waiting = fields.Integer(
        required=True, metadata={"description": "Deliveries refused for now, or that found no server."}
    )
    waiting_since = fields.DateTime(required=True, allow_none=True)
    reason = fields.String(required=True, metadata={"description": "What the other side said last about one of those."})
    parked = fields.Dict(required=True, keys=fields.String(), values=fields.Integer())
    feed = fields.Nested(ActivityListSchema, required=True)
