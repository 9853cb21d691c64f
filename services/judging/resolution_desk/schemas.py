"""Shapes of resolutions over HTTP."""

import marshmallow as ma
from marshmallow import fields

from chassis.http.paging import PageSchema
from chassis.http.schemas import Length, Schema, Text
from services.judging.resolutions.schemas import MOST_REASON, DifferenceSchema
from services.judging.resolutions.states import RESOLUTION


class RejectionSchema(Schema):
    """Why it is rejected; whoever proposed it reads it."""

    answer = Text(required=True, validate=Length(1, MOST_REASON))


class ResolutionsQuery(PageSchema):
    """Which resolutions."""

    state = fields.String(load_default="", validate=ma.validate.OneOf(("", *RESOLUTION.states)))


class ResolutionRowSchema(Schema):
    """A resolution: what it would do or did, who proposed it and who decided."""

    id = fields.UUID()
    edition = fields.String()
    stage = fields.String(attribute="stage.name")
    stage_en = fields.String(attribute="stage.name_en")
    stage_key = fields.String(attribute="stage.key")
    kind = fields.String()
    state = fields.String()
    reason = fields.String()
    answer = fields.String()
    points = fields.List(fields.String(), metadata={"description": "What is to be done, a sentence each."})
    proposed_by = fields.UUID()
    proposed_at = fields.AwareDateTime()
    decided_by = fields.UUID(allow_none=True)
    decided_at = fields.AwareDateTime(allow_none=True)
    may = fields.List(fields.String(), metadata={"description": "What the caller may do with it now."})


class ResolutionsSchema(Schema):
    """A page of resolutions, the latest first."""

    items = fields.List(fields.Nested(ResolutionRowSchema))
    next = fields.String(allow_none=True)


class ResolutionSchema(ResolutionRowSchema):
    """A resolution whole."""

    stands = fields.Boolean(metadata={"description": "Whether it waits and nothing that it rests on has changed."})
    hindrance = fields.String(allow_none=True, metadata={"description": "Why it cannot be adopted any more."})
    differences = fields.List(fields.Nested(DifferenceSchema))
