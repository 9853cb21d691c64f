"""HTTP shapes of outreach events and signups."""

from typing import Any

import marshmallow as ma

from chassis.http.fields import Count, Key, Moment, refuse_disorder, refuse_repeated
from chassis.http.paging import PageSchema
from chassis.http.schemas import Between, Length, Schema, Text, Trimmed
from services.registration.outreach.signups.line import Placed
from services.registration.outreach.signups.models import STATES


class SignupSchema(Schema):
    """A volunteer's signup, with what the volunteer needs to know."""

    id = ma.fields.UUID()
    shift_id = ma.fields.UUID()
    state = ma.fields.String(validate=ma.validate.OneOf(STATES))
    position = ma.fields.Integer(allow_none=True, metadata={"description": "Place in the line; 1 is next."})
    created_at = ma.fields.AwareDateTime()
    event = ma.fields.String()
    event_en = ma.fields.String()
    event_slug = ma.fields.String()
    post = ma.fields.String()
    post_en = ma.fields.String()
    place = ma.fields.String()
    place_en = ma.fields.String()
    summary = ma.fields.String(metadata={"description": "What volunteers should know about the event."})
    summary_en = ma.fields.String()
    starts_at = ma.fields.AwareDateTime()
    ends_at = ma.fields.AwareDateTime()

    @ma.pre_dump
    def spread(self, placed: Placed, **_kwargs: Any) -> dict[str, Any]:
        """The signup beside its shift and event."""
        signup, shift, event = placed.signup, placed.signup.shift, placed.signup.shift.event
        own = {name: getattr(signup, name) for name in ("id", "shift_id", "state", "created_at")}
        own |= {name: getattr(shift, name) for name in ("post", "post_en", "starts_at", "ends_at")}
        own |= {"event": event.name, "event_en": event.name_en, "event_slug": event.slug}
        own |= {name: getattr(event, name) for name in ("place", "place_en", "summary", "summary_en")}
        who = {"id": signup.account_id, "name": signup.volunteer}
        return own | {"position": placed.position, "volunteer": who}


class VolunteerSchema(Schema):
    """Who signed up."""

    id = ma.fields.UUID()
    name = ma.fields.String()


class RosterSignupSchema(SignupSchema):
    """A signup as an organizer sees it."""

    volunteer = ma.fields.Nested(VolunteerSchema)


class SignupPageSchema(Schema):
    """One page of the caller's signups."""

    items = ma.fields.List(ma.fields.Nested(SignupSchema))
    next = ma.fields.String(allow_none=True)


class RosterSchema(Schema):
    """One page of everybody's signups for a shift."""

    items = ma.fields.List(ma.fields.Nested(RosterSignupSchema))
    next = ma.fields.String(allow_none=True)


class RosterQuerySchema(PageSchema):
    """Which signups of a shift to list."""

    state = Trimmed(load_default="", validate=ma.validate.OneOf(("", *STATES)))


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
        """A shift ends after it begins."""
        refuse_disorder(shift, "starts_at", "ends_at")


class NewEventSchema(Schema):
    """An outreach event with its shifts."""

    slug = Key(metadata={"description": "As in the address; may be left out."})
    name = Trimmed(required=True, validate=Length(2, 100))
    name_en = Trimmed(load_default="", validate=Length(0, 200))
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


class ShiftSchema(Schema):
    """A shift as everybody sees it, with the caller's own signup."""

    id = ma.fields.UUID()
    key = ma.fields.String()
    post = ma.fields.String()
    post_en = ma.fields.String()
    starts_at = ma.fields.AwareDateTime()
    ends_at = ma.fields.AwareDateTime()
    capacity = ma.fields.Integer()
    confirmed = ma.fields.Integer()
    waiting = ma.fields.Integer()
    places_left = ma.fields.Integer()
    mine = ma.fields.Nested(SignupSchema, allow_none=True)


class EventHeadSchema(Schema):
    """What an outreach event is called, where it is and when."""

    slug = ma.fields.String()
    name = ma.fields.String()
    name_en = ma.fields.String()
    place = ma.fields.String()
    place_en = ma.fields.String()
    starts_at = ma.fields.AwareDateTime()
    ends_at = ma.fields.AwareDateTime()


class EventSchema(EventHeadSchema):
    """An outreach event as everybody sees it."""

    id = ma.fields.UUID()
    summary = ma.fields.String()
    summary_en = ma.fields.String()
    travel_minutes = ma.fields.Integer()
    shifts = ma.fields.List(ma.fields.Nested(ShiftSchema))


class EventPageSchema(Schema):
    """The events."""

    items = ma.fields.List(ma.fields.Nested(EventSchema))
    next = ma.fields.String(allow_none=True)
