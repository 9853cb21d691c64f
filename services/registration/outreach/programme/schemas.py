"""HTTP shapes of outreach events as organizers publish them."""

from typing import Any

import marshmallow as ma
from flask_babel import lazy_gettext as _l

from chassis.http.fields import Count, Key, Moment, refuse_disorder, refuse_repeated, wrong
from chassis.http.schemas import Between, Length, Name, Schema, Text, Trimmed

NO_PLACES = _l("“%(post)s”没有名额，报名的人只能排队。请填写至少 1 个名额，不再需要的班次请删除。")
"""Said of a shift that nobody could be taken on for."""


class NewShiftSchema(Schema):
    """A shift, told apart from the others of its event by `key`."""

    key = Key(required=True)
    post = Trimmed(required=True, validate=Length(1, 50))
    post_en = Trimmed(load_default="", validate=Length(0, 100))
    starts_at = Moment(required=True)
    ends_at = Moment(required=True, metadata={"description": "Exclusive end."})
    capacity = ma.fields.Integer(required=True, strict=True, validate=Between(0, 10_000))

    @ma.validates_schema
    def in_order(self, shift: dict[str, Any], **_kwargs: Any) -> None:
        """A shift ends after it begins, and somebody can be taken on."""
        refuse_disorder(shift, "starts_at", "ends_at")
        if not shift["capacity"]:
            raise wrong("no-places", NO_PLACES, "capacity", post=shift["post"])


class NewEventSchema(Schema):
    """An outreach event with its shifts."""

    slug = Key(metadata={"description": "As in the address; may be left out."})
    name = Name(required=True, validate=Length(2, 100))
    name_en = Name(load_default="", validate=Length(0, 200))
    place = Trimmed(required=True, validate=Length(1, 200))
    place_en = Trimmed(load_default="", validate=Length(0, 300))
    summary = Text(load_default="", validate=Length(0, 5000))
    summary_en = Text(load_default="", validate=Length(0, 10_000))
    starts_at = Moment(metadata={"description": "The first shift's beginning if left out."})
    ends_at = Moment(metadata={"description": "The last shift's end if left out."})
    travel_minutes = ma.fields.Integer(
        load_default=60,
        strict=True,
        validate=Between(0, 1440),
        metadata={"description": "Least time between a shift here and one of the same volunteer at another place."},
    )
    shifts = ma.fields.List(ma.fields.Nested(NewShiftSchema), required=True, validate=Count(1, 100))

    @ma.validates_schema
    def whole(self, event: dict[str, Any], **_kwargs: Any) -> None:
        """Keys are unique, and the event ends after it begins, also where its shifts say one of the two."""
        refuse_repeated(event["shifts"], "shifts")
        refuse_disorder(with_times(event), "starts_at", "ends_at")


def with_times(event: dict[str, Any]) -> dict[str, Any]:
    """The event with its times: those of its shifts unless given."""
    begins = min(shift["starts_at"] for shift in event["shifts"])
    ends = max(shift["ends_at"] for shift in event["shifts"])
    return {"starts_at": begins, "ends_at": ends, **event}


class EventHeadSchema(Schema):
    """What an outreach event is called, where it is and when."""

    slug = ma.fields.String()
    name = ma.fields.String()
    name_en = ma.fields.String()
    place = ma.fields.String()
    place_en = ma.fields.String()
    starts_at = ma.fields.AwareDateTime()
    ends_at = ma.fields.AwareDateTime()
