"""Shapes of lists that are drawn from a result."""

import marshmallow as ma
from marshmallow import fields

from chassis.http.fields import Count
from chassis.http.schemas import Between, Schema
from services.judging.resolutions.schemas import ProposalSchema
from services.judging.results.drawn import TIES

MOST = 10_000
"""Entries above a line, and entries chosen of those tied."""


def counts() -> fields.Dict:
    """How many, by key of the line; a line left out has its usual number."""
    number = fields.Integer(strict=True, validate=Between(0, MOST))
    return fields.Dict(keys=fields.String(), values=number, load_default=dict)


class DecidedSchema(ProposalSchema):
    """What is decided of those who share the place that a line cuts, by key of the line."""

    ties = fields.Dict(keys=fields.String(), values=fields.String(validate=ma.validate.OneOf(TIES)), load_default=dict)
    chosen = fields.List(fields.UUID(), load_default=list, validate=Count(0, MOST))


class DrawnLineSchema(Schema):
    """An entry with its place."""

    entry_id = fields.UUID()
    number = fields.String()
    title = fields.String()
    place = fields.Integer()
    score = fields.String()


class CutSchema(Schema):
    """Who is above a line for certain, and who shares the place that it cuts."""

    within = fields.List(fields.Nested(DrawnLineSchema))
    tied = fields.List(fields.Nested(DrawnLineSchema))
    room = fields.Integer(metadata={"description": "How many of those tied would fit."})
