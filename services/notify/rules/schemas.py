"""HTTP shapes of rules."""

from marshmallow import fields, validate

from chassis.http.schemas import Schema
from services.notify.rules.models import Way


class TellingSchema(Schema):
    to = fields.String(required=True, metadata={"description": "`role:<name>` or `account:<field of the event>`."})
    template = fields.String(required=True)
    way = fields.String(
        required=True,
        validate=validate.OneOf([way.value for way in Way]),
        metadata={"description": "Besides the inbox, which has everything."},
    )


class ReactionSchema(Schema):
    event = fields.String(required=True)
    activity = fields.Boolean(required=True, metadata={"description": "Whether the activity feed shows it."})
    told = fields.List(fields.Nested(TellingSchema), required=True)


class ReactionListSchema(Schema):
    items = fields.List(fields.Nested(ReactionSchema), required=True)
