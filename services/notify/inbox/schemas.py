"""HTTP shapes of the inbox."""

from marshmallow import fields

from chassis.http.schemas import Schema


class MessageSchema(Schema):
    id = fields.UUID(required=True)
    at = fields.DateTime(required=True)
    title = fields.String(required=True)
    body = fields.String(required=True)
    link = fields.String(required=True, metadata={"description": "A path of the site."})
    read_at = fields.DateTime(required=True, allow_none=True)


class MessageListSchema(Schema):
    items = fields.List(fields.Nested(MessageSchema), required=True)
    next = fields.String(required=True, allow_none=True)


class ReadSchema(Schema):
    through = fields.UUID(
        load_default=None,
        allow_none=True,
        metadata={"description": "The newest message that was seen; later ones stay unread."},
    )


class UnreadSchema(Schema):
    unread = fields.Integer(required=True)
