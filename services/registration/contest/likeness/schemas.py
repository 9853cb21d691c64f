"""HTTP shapes of how alike entries are."""

import marshmallow as ma

from chassis.http.schemas import Schema
from services.registration.contest.likeness.states import LIKENESS


class AlikeEntrySchema(Schema):
    """An entry as others are told of it."""

    number = ma.fields.String()
    name = ma.fields.String(metadata={"description": "Its title."})
    edition = ma.fields.String()


class LikenessSchema(Schema):
    """How alike two entries are, and what somebody said of it."""

    id = ma.fields.UUID()
    title = ma.fields.Integer(metadata={"description": "Per cent, as the text."})
    text = ma.fields.Integer()
    files = ma.fields.Integer(metadata={"description": "How many files are the same."})
    same_leader = ma.fields.Boolean()
    same_organisation = ma.fields.Boolean(metadata={"description": "Those that were merged are the same."})
    degree = ma.fields.Integer(metadata={"description": "The largest of these, per cent."})
    state = ma.fields.String(validate=ma.validate.OneOf(tuple(LIKENESS.states)))
    since = ma.fields.AwareDateTime()
    decider_name = ma.fields.String()
    reason = ma.fields.String()


class LikeEntrySchema(LikenessSchema):
    """Another entry beside the one that is screened."""

    other = ma.fields.Nested(AlikeEntrySchema)
    own = ma.fields.Boolean(metadata={"description": "The caller stands behind the other entry and may not compare."})
