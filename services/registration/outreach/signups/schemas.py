"""HTTP shapes of signups."""

import marshmallow as ma

from chassis.http.paging import PageSchema
from chassis.http.schemas import Schema, Trimmed
from services.registration.outreach.signups.states import STATES


class ClashSchema(Schema):
    """Another signup of the same person, at a time that leaves no room for this one."""

    shift_id = ma.fields.UUID()
    state = ma.fields.String()
    event = ma.fields.String(attribute="shift.event.name")
    event_en = ma.fields.String(attribute="shift.event.name_en")
    post = ma.fields.String(attribute="shift.post")
    post_en = ma.fields.String(attribute="shift.post_en")
    starts_at = ma.fields.AwareDateTime(attribute="shift.starts_at")
    ends_at = ma.fields.AwareDateTime(attribute="shift.ends_at")


class SignupSchema(Schema):
    """A volunteer's signup, with what the volunteer needs to know."""

    id = ma.fields.UUID(attribute="signup.id")
    shift_id = ma.fields.UUID(attribute="signup.shift_id")
    state = ma.fields.String(attribute="signup.state", validate=ma.validate.OneOf(STATES))
    position = ma.fields.Integer(allow_none=True, metadata={"description": "Place in the line, in order of arrival."})
    blocked = ma.fields.Boolean(
        metadata={"description": "It waits and cannot move up while the person keeps a place that overlaps."}
    )
    clashes = ma.fields.List(
        ma.fields.Nested(ClashSchema), metadata={"description": "What of the same person overlaps with it."}
    )
    may = ma.fields.List(ma.fields.String(), metadata={"description": "What the caller can do now: `cancel`."})
    created_at = ma.fields.AwareDateTime(attribute="signup.created_at")
    changed_at = ma.fields.AwareDateTime(
        attribute="signup.changed_at", metadata={"description": "When it or its event last changed."}
    )
    sequence = ma.fields.Integer(
        attribute="signup.sequence", metadata={"description": "Rises with every such change, for calendars."}
    )
    event = ma.fields.String(attribute="signup.shift.event.name")
    event_en = ma.fields.String(attribute="signup.shift.event.name_en")
    event_slug = ma.fields.String(attribute="signup.shift.event.slug")
    post = ma.fields.String(attribute="signup.shift.post")
    post_en = ma.fields.String(attribute="signup.shift.post_en")
    place = ma.fields.String(attribute="signup.shift.event.place")
    place_en = ma.fields.String(attribute="signup.shift.event.place_en")
    summary = ma.fields.String(
        attribute="signup.shift.event.summary",
        metadata={"description": "What volunteers should know about the event."},
    )
    summary_en = ma.fields.String(attribute="signup.shift.event.summary_en")
    starts_at = ma.fields.AwareDateTime(attribute="signup.shift.starts_at")
    ends_at = ma.fields.AwareDateTime(attribute="signup.shift.ends_at")


class VolunteerSchema(Schema):
    """Who signed up."""

    id = ma.fields.UUID(attribute="account_id")
    name = ma.fields.String(attribute="volunteer")


class RosterSignupSchema(SignupSchema):
    """A signup as whoever sees to the event reads it."""

    volunteer = ma.fields.Nested(VolunteerSchema, attribute="signup")


class SignupPageSchema(Schema):
    """One page of the caller's signups."""

    items = ma.fields.List(ma.fields.Nested(SignupSchema))
    next = ma.fields.String(allow_none=True)


class RosterPageSchema(Schema):
    """One page of everybody's signups for a shift."""

    items = ma.fields.List(ma.fields.Nested(RosterSignupSchema))
    next = ma.fields.String(allow_none=True)


class RosterQuerySchema(PageSchema):
    """Which signups of a shift to list."""

    state = Trimmed(load_default="", validate=ma.validate.OneOf(("", *STATES)))
