"""HTTP shapes of outreach events as they are shown, and of what a change does to people."""

import marshmallow as ma

from chassis.http.schemas import Length, Schema, Text, Trimmed
from services.registration.outreach.programme.schemas import EventHeadSchema
from services.registration.outreach.signups.schemas import RosterSignupSchema, SignupSchema


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
    may = ma.fields.List(ma.fields.String(), metadata={"description": "What the caller can do now: `sign-up`."})


class EventSchema(EventHeadSchema):
    """An outreach event as everybody sees it; of its shifts, those that take place."""

    id = ma.fields.UUID()
    state = ma.fields.String()
    version = ma.fields.Integer(metadata={"description": "Rises with every change."})
    updated_at = ma.fields.AwareDateTime()
    reason = ma.fields.String(metadata={"description": "Why it was cancelled; empty while it stands."})
    summary = ma.fields.String()
    summary_en = ma.fields.String()
    travel_minutes = ma.fields.Integer()
    may = ma.fields.List(
        ma.fields.String(), metadata={"description": "What the caller can do now: `publish`, `cancel`."}
    )
    shifts = ma.fields.List(ma.fields.Nested(ShiftSchema))


class EventPageSchema(Schema):
    """The events."""

    items = ma.fields.List(ma.fields.Nested(EventSchema))
    next = ma.fields.String(allow_none=True)


class VolunteeringSchema(Schema):
    """What a volunteer's page shows."""

    events = ma.fields.List(ma.fields.Nested(EventSchema))
    signups = ma.fields.List(ma.fields.Nested(SignupSchema))


class ShiftRosterSchema(ShiftSchema):
    """A shift with the people on it: places first, then the line."""

    people = ma.fields.List(ma.fields.Nested(RosterSignupSchema))


class RosterSchema(EventSchema):
    """An event with the people on its shifts."""

    shifts = ma.fields.List(ma.fields.Nested(ShiftRosterSchema))


class CoordinationSchema(Schema):
    """The events that somebody coordinates."""

    events = ma.fields.List(ma.fields.Nested(RosterSchema))


class AgreedSchema(Schema):
    """An organizer's word that this is to happen to these people."""

    agreed = Trimmed(
        load_default="",
        validate=Length(0, 64),
        metadata={"description": "As `effects` called it; needed where people are affected."},
    )


class CancellationSchema(Schema):
    """Why an event does not take place."""

    reason = Text(
        required=True,
        validate=Length(2, 500),
        metadata={"description": "Told to everybody who signed up, and shown with the event."},
    )


class WhereaboutsSchema(Schema):
    """The post of a shift, when and where."""

    post = ma.fields.String()
    post_en = ma.fields.String()
    starts_at = ma.fields.AwareDateTime()
    ends_at = ma.fields.AwareDateTime()
    place = ma.fields.String()
    place_en = ma.fields.String()


class KeptShiftSchema(Schema):
    """The shift that somebody keeps instead."""

    event = ma.fields.String()
    event_en = ma.fields.String()
    post = ma.fields.String()
    post_en = ma.fields.String()
    starts_at = ma.fields.AwareDateTime()
    ends_at = ma.fields.AwareDateTime()


class PersonSchema(Schema):
    """Whom it happens to."""

    id = ma.fields.UUID()
    name = ma.fields.String()


class EffectSchema(Schema):
    """What a change does to one signup."""

    kind = ma.fields.String(
        metadata={
            "description": "`changed`: told of the change; `cancelled`: the shift is off; `set-back`: the place is"
            " lost, as it would overlap with another one; `promoted`: moves up."
        }
    )
    waits = ma.fields.Boolean(metadata={"description": "Whether it waited in the line before."})
    volunteer = ma.fields.Nested(PersonSchema)
    event = ma.fields.String()
    event_en = ma.fields.String()
    before = ma.fields.Nested(WhereaboutsSchema)
    after = ma.fields.Nested(WhereaboutsSchema)
    because = ma.fields.Nested(KeptShiftSchema, allow_none=True)


class EffectsSchema(Schema):
    """What a change does to everybody who signed up."""

    agreed = ma.fields.String(metadata={"description": "Names exactly this; sent back where it is to happen."})
    items = ma.fields.List(ma.fields.Nested(EffectSchema))
