"""HTTP shapes of overviews."""

from marshmallow import fields

from chassis.http.schemas import Schema


class DeskSchema(Schema):
    """Notify in numbers."""

    undelivered = fields.Integer(required=True, metadata={"description": "Deliveries that somebody has to see to."})
    waiting = fields.Integer(
        required=True, metadata={"description": "Deliveries refused for now, or that found no server."}
    )
    waiting_since = fields.DateTime(required=True, allow_none=True)
    reason = fields.String(required=True, metadata={"description": "What the other side said last about one of those."})
    parked = fields.Dict(required=True, keys=fields.String(), values=fields.Integer())
