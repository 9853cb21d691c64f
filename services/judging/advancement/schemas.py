"""Shapes of advancement over HTTP."""

import marshmallow as ma
from marshmallow import fields

from chassis.http.fields import Key
from chassis.http.schemas import Between, Schema
from services.judging.advancement.drawing import OVER_ALL, WAYS
from services.judging.results.drawn_schemas import MOST, CutSchema, DecidedSchema, counts
from services.judging.rules.schemas import StageNameSchema


class AdvanceQuery(Schema):
    """Who would advance: into which stage, by what, how many of each."""

    into = fields.String(load_default="", metadata={"description": "The first later stage, unless named."})
    by = fields.String(load_default=OVER_ALL, validate=ma.validate.OneOf(WAYS))
    count = fields.Integer(load_default=0, validate=Between(0, MOST))


class AdvanceSchema(DecidedSchema):
    """Who is to advance."""

    into = Key(required=True)
    by = fields.String(load_default=OVER_ALL, validate=ma.validate.OneOf(WAYS))
    count = fields.Integer(required=True, strict=True, validate=Between(0, MOST))
    counts = counts()


class PartSchema(Schema):
    """One line: over all, or of a track or group."""

    key = fields.String()
    name = fields.String()
    count = fields.Integer()
    found = fields.Nested(CutSchema)


class DrawnAdvanceSchema(Schema):
    """The stages that entries of a stage can advance into, how many have, and who would by the standing result."""

    stage = fields.Nested(StageNameSchema)
    later = fields.List(fields.Nested(StageNameSchema))
    version = fields.Integer(allow_none=True, metadata={"description": "Of the result; null before it is sealed."})
    advanced = fields.Dict(keys=fields.String(), values=fields.Integer(), metadata={"description": "Entries by stage."})
    into = fields.String(metadata={"description": "The stage that the lists below are for; empty where there is none."})
    parts = fields.List(fields.Nested(PartSchema))
