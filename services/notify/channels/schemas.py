"""HTTP shapes of channels."""

from marshmallow import fields

from chassis.http.schemas import Schema


class MailSummarySchema(Schema):
    """An e-mail that was written to a file."""

    id = fields.UUID(required=True)
    to = fields.String(required=True)
    subject = fields.String(required=True)
    at = fields.DateTime(required=True)


class MailSchema(MailSummarySchema):
    sealed = fields.Boolean(
        required=True, metadata={"description": "It carries a secret, such as a one-time code: its texts are left out."}
    )
    text = fields.String(required=True)
    html = fields.String(required=True, metadata={"description": "Show it in a sandboxed frame only."})


class MailListSchema(Schema):
    items = fields.List(fields.Nested(MailSummarySchema), required=True)
    next = fields.String(required=True, allow_none=True)
