"""HTTP shapes of entries that are alike."""

import marshmallow as ma

from chassis.http.paging import PageSchema
from chassis.http.schemas import Length, Schema, Text, Trimmed
from services.registration.contest.likeness.schemas import AlikeEntrySchema, LikenessSchema
from services.registration.contest.likeness.states import LIKENESS, SAID_BY

STATES = tuple(LIKENESS.states)
REASON = 500
"""Characters of a reason."""


class LikenessQuerySchema(PageSchema):
    """Which pairs to list."""

    state = Trimmed(load_default="", validate=ma.validate.OneOf(("", *STATES)))


class LikenessRowSchema(LikenessSchema):
    """Two alike entries in the list."""

    first = ma.fields.Nested(AlikeEntrySchema)
    second = ma.fields.Nested(AlikeEntrySchema)


class LikenessPageSchema(Schema):
    """One page of the list, the most alike first."""

    items = ma.fields.List(ma.fields.Nested(LikenessRowSchema))
    next = ma.fields.String(allow_none=True)


class PassageSchema(Schema):
    """Part of a text."""

    common = ma.fields.Boolean(metadata={"description": "Whether the other entry says the same."})
    text = ma.fields.String()


class ComparedPartSchema(Schema):
    """An answer that has something in common with the other entry."""

    label = ma.fields.String()
    label_en = ma.fields.String()
    passages = ma.fields.List(ma.fields.Nested(PassageSchema))


class SameFileSchema(Schema):
    """A file that both entries have."""

    name = ma.fields.String()
    size = ma.fields.Integer(metadata={"description": "Bytes."})


class ComparedEntrySchema(AlikeEntrySchema):
    """One of two entries side by side, as far as it is like the other."""

    id = ma.fields.UUID()
    opens = ma.fields.Boolean(metadata={"description": "Whether the caller may read the whole entry."})
    track = ma.fields.String()
    organisation = ma.fields.String()
    submitted_at = ma.fields.AwareDateTime()
    title = ma.fields.List(ma.fields.Nested(PassageSchema))
    parts = ma.fields.List(ma.fields.Nested(ComparedPartSchema))
    files = ma.fields.List(ma.fields.Nested(SameFileSchema))


class ComparisonSchema(LikenessSchema):
    """Two entries side by side."""

    sides = ma.fields.List(ma.fields.Nested(ComparedEntrySchema))
    may = ma.fields.List(ma.fields.String(), metadata={"description": "What the caller may say of them now."})


class LikenessDecisionSchema(Schema):
    """What is said of two entries."""

    action = ma.fields.String(required=True, validate=ma.validate.OneOf(tuple(SAID_BY)))
    reason = Text(load_default="", validate=Length(0, REASON))
