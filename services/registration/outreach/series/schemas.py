"""HTTP shapes of series of events."""

import marshmallow as ma

from chassis.http.fields import Count, PlannedDay
from chassis.http.schemas import Length, Schema, Trimmed
from services.registration.outreach.publication.draft_schemas import ListedEventDraftSchema
from services.registration.outreach.series.models import MOST, PARTS


class NewDaySchema(Schema):
    """One more day of an event, perhaps elsewhere."""

    starts_on = PlannedDay(required=True, metadata={"description": "Of its first shift; all others move along."})
    place = Trimmed(load_default="", validate=Length(0, 200), metadata={"description": "The same place if left out."})
    place_en = Trimmed(load_default="", validate=Length(0, 300))


class NewDaysSchema(Schema):
    """More days of an event."""

    items = ma.fields.List(ma.fields.Nested(NewDaySchema), required=True, validate=Count(1, MOST))


class SeriesSchema(Schema):
    """The events of a series, by their first day."""

    items = ma.fields.List(ma.fields.Nested(ListedEventDraftSchema))


class PartsSchema(Schema):
    """What of an event those after it are to say as well."""

    parts = ma.fields.List(
        ma.fields.String(validate=ma.validate.OneOf(tuple(PARTS))), required=True, validate=Count(1, len(PARTS))
    )


class LeftEventSchema(Schema):
    """An event that stayed as it is, and why."""

    slug = ma.fields.String()
    name = ma.fields.String()
    name_en = ma.fields.String()
    starts_on = ma.fields.Date(allow_none=True)
    reason = ma.fields.String()


class SeriesOutcomeSchema(Schema):
    """What became of an event and those after it."""

    done = ma.fields.Integer(metadata={"description": "How many were changed."})
    left = ma.fields.List(ma.fields.Nested(LeftEventSchema))
