"""HTTP shapes of templates."""

from marshmallow import fields

from chassis.http.schemas import Schema


class TellingSchema(Schema):
    to = fields.String(required=True, metadata={"description": "`role:<name>` or `account:<field of the event>`."})
    template = fields.String(required=True)
    email = fields.Boolean(required=True, metadata={"description": "Also by e-mail; the inbox always has it."})


class ReactionSchema(Schema):
    event = fields.String(required=True)
    activity = fields.Boolean(required=True, metadata={"description": "Whether the activity feed shows it."})
    told = fields.List(fields.Nested(TellingSchema), required=True)


class ReactionListSchema(Schema):
    items = fields.List(fields.Nested(ReactionSchema), required=True)
