"""HTTP shapes of deliveries."""

from marshmallow import fields, validate

from chassis.http.paging import PageSchema
from chassis.http.schemas import Schema
from services.notify.deliveries.models import State


class DeliveryQuery(PageSchema):
    state = fields.String(load_default=None, validate=validate.OneOf([state.value for state in State]))


class DeliverySchema(Schema):
    id = fields.UUID(required=True)
    to = fields.String(required=True, metadata={"description": "The person's name, never the address."})
    channel = fields.String(required=True)
    template = fields.String(required=True)
    state = fields.String(required=True, validate=validate.OneOf([state.value for state in State]))
    attempts = fields.Integer(required=True)
    next_at = fields.DateTime(required=True, allow_none=True)
    reason = fields.String(required=True, metadata={"description": "What the other side said last."})
    created_at = fields.DateTime(required=True)
    updated_at = fields.DateTime(required=True)


class DeliveryListSchema(Schema):
    items = fields.List(fields.Nested(DeliverySchema), required=True)
    next = fields.String(required=True, allow_none=True)
