"""HTTP shapes of recipients."""

from marshmallow import fields

from chassis.http.schemas import Schema


class RecipientSchema(Schema):
    """Someone who can be told. The address itself is shown to nobody."""

    account_id = fields.UUID(required=True)
    name = fields.String(required=True)
    locale = fields.String(required=True)
    roles = fields.List(fields.String(), required=True)
    email = fields.Boolean(required=True, metadata={"description": "Whether an e-mail address is known."})


class RecipientListSchema(Schema):
    items = fields.List(fields.Nested(RecipientSchema), required=True)
