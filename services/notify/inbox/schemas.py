"""HTTP shapes of the inbox."""

from marshmallow import fields, validate

from chassis.http.paging import PageSchema
from chassis.http.schemas import Schema
from services.notify.rules.kinds import KINDS


class KindQuery(Schema):
    kind = fields.String(load_default=None, allow_none=True, validate=validate.OneOf(list(KINDS)))


class InboxQuery(KindQuery, PageSchema):
    """Which messages are asked for; nothing means all."""

    bundled = fields.Boolean(load_default=None, metadata={"description": "Only those that are one of many, or none."})
    unread = fields.Boolean(load_default=False, metadata={"description": "Only those not read yet."})


class MessageSchema(Schema):
    id = fields.UUID(required=True)
    at = fields.DateTime(required=True)
    kind = fields.String(required=True, metadata={"description": "The event's type."})
    title = fields.String(required=True)
    body = fields.String(required=True)
    link = fields.String(required=True, metadata={"description": "A path of the site."})
    bundled = fields.Boolean(required=True, metadata={"description": "One of many: not counted as unread."})
    read_at = fields.DateTime(required=True, allow_none=True)
    may = fields.List(fields.String(), required=True, metadata={"description": "Actions open now."})


class OwnKindSchema(Schema):
    key = fields.String(required=True)
    title = fields.String(required=True)
    bundled = fields.Boolean(required=True, metadata={"description": "Whether its messages are each one of many."})
    unread = fields.Integer(required=True)


class MessageListSchema(Schema):
    items = fields.List(fields.Nested(MessageSchema), required=True)
    next = fields.String(required=True, allow_none=True)
    kinds = fields.List(
        fields.Nested(OwnKindSchema), required=True, metadata={"description": "Kinds of which there are messages."}
    )
    newest = fields.UUID(
        required=True, allow_none=True, metadata={"description": "The newest of all messages, of whatever kind."}
    )
    unread = fields.Integer(required=True, metadata={"description": "Without those that are one of many."})


class ReadSchema(KindQuery):
    through = fields.UUID(
        load_default=None,
        allow_none=True,
        metadata={"description": "The newest message that was seen; later ones stay unread."},
    )


class UnreadSchema(Schema):
    unread = fields.Integer(required=True, metadata={"description": "Without those that are one of many."})
    at = fields.DateTime(required=True, metadata={"description": "When they were counted."})
