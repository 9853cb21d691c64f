"""HTTP shapes of outreach events that are written."""

import marshmallow as ma

from chassis.http.fields import PlannedDay
from chassis.http.schemas import Length, Name, Schema, Trimmed
from services.registration.outreach.publication.schemas import EventSchema


class NewEventDraftSchema(Schema):
    """What a new event is called; its slug is made from the name."""

    name = Name(required=True, validate=Length(2, 100))
    name_en = Name(load_default="", validate=Length(0, 200))


class EventCopySchema(NewEventDraftSchema):
    """What a copy of an event is given of its own."""

    starts_on = PlannedDay(required=True, metadata={"description": "Of its first shift; all other days move along."})


class EventDraftSchema(Schema):
    """Where an event stands, in short."""

    slug = ma.fields.String()
    name = ma.fields.String(metadata={"description": "As its draft says; may be empty."})
    name_en = ma.fields.String()
    created_at = ma.fields.AwareDateTime()
    starts_on = ma.fields.Date(allow_none=True, metadata={"description": "Day of its first shift, as its draft says."})
    state = ma.fields.String(metadata={"description": "draft, published or cancelled"})
    starts_at = ma.fields.AwareDateTime(allow_none=True, metadata={"description": "As it is public."})
    ends_at = ma.fields.AwareDateTime(allow_none=True)
    may = ma.fields.List(ma.fields.String(), metadata={"description": "What the caller can do with it now."})


class ListedEventDraftSchema(EventDraftSchema):
    """An event in the list of organizers."""

    changed = ma.fields.Boolean(metadata={"description": "Whether its draft differs from what is public."})
    missing = ma.fields.Integer(metadata={"description": "How many places stop the publication of the draft."})
    places_left = ma.fields.Integer(metadata={"description": "On its shifts that have not begun."})


class EventDraftPageSchema(Schema):
    """One page of the events that the caller oversees, the newest first."""

    items = ma.fields.List(ma.fields.Nested(ListedEventDraftSchema))
    next = ma.fields.String(allow_none=True)


class SeriesPlaceSchema(Schema):
    """Which event of its series it is."""

    number = ma.fields.Integer()
    count = ma.fields.Integer()


class WrittenEventSchema(EventDraftSchema):
    """The event that a document belongs to."""

    series = ma.fields.Nested(
        SeriesPlaceSchema, allow_none=True, metadata={"description": "Null for an event that stands alone."}
    )

    shown = ma.fields.Nested(
        EventSchema,
        allow_none=True,
        metadata={"description": "The draft as everybody would see it; null while it is not complete."},
    )


class EventPublicationSchema(Schema):
    """An organizer's word that what publishing does to people is to happen."""

    agreed = Trimmed(
        load_default="",
        validate=Length(0, 64),
        metadata={"description": "As `effects` called it; needed where people are affected."},
    )
