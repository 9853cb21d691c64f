"""HTTP shapes of deliveries."""

from marshmallow import fields, validate

from chassis.http.paging import PageSchema
from chassis.http.schemas import Length, Schema, Trimmed
from services.notify.channels.models import EMAIL, MOBILE
from services.notify.deliveries.states import ALARMING, State

_STATES = [state.value for state in State]


class DeliveryQuery(PageSchema):
    """Which deliveries are asked for; nothing means all."""

    state = fields.String(load_default=None, validate=validate.OneOf([*_STATES, ALARMING]))
    channel = fields.String(load_default=None, validate=validate.OneOf([EMAIL, MOBILE]))
    person = Trimmed(load_default="", validate=Length(0, 100), metadata={"description": "Part of the person's name."})


class DeliverySchema(Schema):
    """One piece of news on its way to one person."""

    id = fields.UUID(required=True)
    account_id = fields.UUID(required=True)
    to = fields.String(required=True, metadata={"description": "The person's name, never the address."})
    channel = fields.String(required=True, metadata={"description": "Empty while the person has neither."})
    template = fields.String(required=True)
    title = fields.String(required=True, metadata={"description": "What this kind of news is called."})
    state = fields.String(required=True, validate=validate.OneOf(_STATES))
    attempts = fields.Integer(required=True)
    next_at = fields.DateTime(required=True, allow_none=True)
    reason = fields.String(required=True, metadata={"description": "What the other side said last."})
    created_at = fields.DateTime(required=True)
    updated_at = fields.DateTime(required=True)
    may = fields.List(fields.String(), required=True, metadata={"description": "Actions open to the caller now."})


class WordedSchema(DeliverySchema):
    """The same with what it says."""

    subject = fields.String(required=True, metadata={"description": "Empty for a text message."})
    text = fields.String(required=True)
    html = fields.String(required=True, metadata={"description": "Show it in a sandboxed frame only."})


class DeliveryListSchema(Schema):
    items = fields.List(fields.Nested(DeliverySchema), required=True)
    next = fields.String(required=True, allow_none=True)


class SeenSchema(Schema):
    through = fields.UUID(required=True, metadata={"description": "The newest delivery that was seen."})


class DealtWithSchema(Schema):
    dealt_with = fields.Integer(required=True)
