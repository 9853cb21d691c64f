"""Shapes of awards over HTTP."""

from marshmallow import fields

from chassis.http.schemas import Schema
from services.judging.results.drawn_schemas import CutSchema, DecidedSchema, DrawnLineSchema, counts
from services.judging.rules.schemas import StageNameSchema


class AwardsSchema(DecidedSchema):
    """Who is to be awarded: how many of each award, where fewer are given than the programme has."""

    counts = counts()


class CountsSchema(Schema):
    """How many of each award to draw, where fewer than the programme has."""

    counts = counts()


class LevelSchema(Schema):
    """One award of the programme and who would have it."""

    key = fields.String()
    name = fields.String()
    most = fields.Integer(allow_none=True, metadata={"description": "How many the programme has; null where open."})
    count = fields.Integer(metadata={"description": "How many are drawn."})
    found = fields.Nested(CutSchema)


class AwardedSchema(DrawnLineSchema):
    """An entry with its award."""

    award = fields.String()
    name = fields.String()
    name_en = fields.String()


class DrawnAwardsSchema(Schema):
    """Who would be awarded by the standing result, before ties are decided; and who is, by the last decision."""

    stage = fields.Nested(StageNameSchema)
    version = fields.Integer(allow_none=True, metadata={"description": "Of the result; null before it is sealed."})
    levels = fields.List(fields.Nested(LevelSchema))
    awarded = fields.List(fields.Nested(AwardedSchema))


class AwardedListSchema(Schema):
    """Who is awarded in an edition, as two people decided."""

    items = fields.List(fields.Nested(AwardedSchema))
