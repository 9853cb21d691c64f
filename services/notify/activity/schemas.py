"""HTTP shapes of the activity feed."""

from marshmallow import fields, validate

from chassis.http.paging import PageSchema
from chassis.http.schemas import Between, Schema, Trimmed
from services.notify.activity.feed import KINDS

LARGEST = 2**63 - 1


class ActivityQuery(PageSchema):
    """Which part of the feed."""

    kind = Trimmed(validate=validate.OneOf(("", *KINDS)))
    since = fields.AwareDateTime()
    until = fields.AwareDateTime(metadata={"description": "Exclusive end."})


class StreamQuery(Schema):
    after = fields.Integer(
        load_default=None,
        validate=Between(0, LARGEST),
        metadata={"description": "Where to go on; `Last-Event-ID` wins over it. Neither: from now."},
    )
    follow = fields.Boolean(load_default=True, metadata={"description": "False: end with what is recorded already."})


class ActivitySchema(Schema):
    id = fields.Integer(required=True, metadata={"description": "Rises with time; `id` in the stream."})
    at = fields.DateTime(required=True)
    type = fields.String(required=True, metadata={"description": "The event's type."})
    text = fields.String(required=True, metadata={"description": "In the caller's language; in the stream, Chinese."})
    text_en = fields.String(metadata={"description": "In the stream alone, which people of both languages read."})
    link = fields.String(required=True, metadata={"description": "A path of the site."})
    scope = fields.String(
        required=True, metadata={"description": "What it belongs to, such as `edition:<slug>`; empty: no one thing."}
    )


FRAME = {
    "type": "object",
    "description": "One event of the stream; `id` goes into `Last-Event-ID`.",
    "properties": {
        "id": {"type": "string"},
        "event": {"const": "activity"},
        "data": {
            "type": "string",
            "contentMediaType": "application/json",
            "contentSchema": {"$ref": "#/components/schemas/Activity"},
        },
    },
    "required": ["id", "event", "data"],
}


class ActivityListSchema(Schema):
    items = fields.List(fields.Nested(ActivitySchema), required=True)
    next = fields.String(required=True, allow_none=True)
    latest = fields.Integer(required=True, metadata={"description": "Pass to the stream as `after`."})
