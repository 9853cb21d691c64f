"""HTTP shapes of the queue of screening: its rows and numbers, who screens what, many passed at once."""

import marshmallow as ma

from chassis.http.fields import Count
from chassis.http.paging import PageSchema
from chassis.http.schemas import Length, Schema, Trimmed
from services.registration.contest.screening.states import SCREENING
from services.registration.contest.screening_desk.assigning import TURN, WAYS

STATES = tuple(SCREENING.states)
MOST_AT_ONCE = 200
"""Entries passed at once."""


class ScreeningQuerySchema(PageSchema):
    """Which entries to list."""

    state = Trimmed(load_default="", validate=ma.validate.OneOf(("", *STATES)))
    track = Trimmed(load_default="")
    screener = ma.fields.UUID(load_default=None)
    q = Trimmed(load_default="", validate=Length(0, 100))


class ScreeningRowSchema(Schema):
    """An entry in the queue."""

    id = ma.fields.UUID()
    edition = ma.fields.String()
    number = ma.fields.String()
    title = ma.fields.String()
    organisation = ma.fields.String()
    track = ma.fields.String()
    group = ma.fields.String()
    state = ma.fields.String(validate=ma.validate.OneOf(STATES))
    since = ma.fields.AwareDateTime(metadata={"description": "Since when it is in this state."})
    due_at = ma.fields.AwareDateTime(allow_none=True, metadata={"description": "Until when the team may answer."})
    screener_id = ma.fields.UUID(allow_none=True)
    screener_name = ma.fields.String()
    corrections = ma.fields.Integer()


class ScreeningQueueSchema(Schema):
    """One page of the queue, the oldest first."""

    items = ma.fields.List(ma.fields.Nested(ScreeningRowSchema))
    next = ma.fields.String(allow_none=True)


class ScreenerSchema(Schema):
    """What one person has and did."""

    id = ma.fields.UUID()
    name = ma.fields.String()
    taken = ma.fields.Integer()
    done = ma.fields.Integer()


class ScreeningNumbersSchema(Schema):
    """The screening of an edition in numbers."""

    opens_at = ma.fields.AwareDateTime(allow_none=True, metadata={"description": "None: nothing is screened."})
    states = ma.fields.Dict(keys=ma.fields.String(), values=ma.fields.Integer())
    oldest_at = ma.fields.AwareDateTime(allow_none=True, metadata={"description": "Since when the oldest waits."})
    screeners = ma.fields.List(ma.fields.Nested(ScreenerSchema))


class TakenEntrySchema(Schema):
    """The entry that was taken."""

    entry_id = ma.fields.UUID(allow_none=True)


class ChosenScreenerSchema(Schema):
    """Who is to screen."""

    id = ma.fields.UUID(required=True)
    name = Trimmed(required=True, validate=Length(1, 50))


class ScreenersSchema(Schema):
    """Who screens what waits."""

    screeners = ma.fields.List(ma.fields.Nested(ChosenScreenerSchema), required=True, validate=Count(1, 50))
    by = ma.fields.String(load_default=TURN, validate=ma.validate.OneOf(WAYS))


class ScreenedCountSchema(Schema):
    """How many entries it was."""

    count = ma.fields.Integer()


class ChosenEntriesSchema(Schema):
    """Which entries."""

    entry_ids = ma.fields.List(ma.fields.UUID(), required=True, validate=Count(1, MOST_AT_ONCE))
