"""HTTP shapes of contests."""

import marshmallow as ma

from chassis.http.schemas import Schema
from services.registration.contest.editions.part_schemas import ContestSchema


class ContestNameSchema(ContestSchema):
    """What a contest is called."""

    class Meta(Schema.Meta):
        fields = ("name", "name_en")


class ContestHeadSchema(ContestSchema):
    """A contest as its organizers look at it."""

    editions = ma.fields.Integer(metadata={"description": "How many it has, drafts included."})
    published = ma.fields.Integer(metadata={"description": "How many of them are public."})


class ContestListSchema(Schema):
    """Every contest, by name."""

    items = ma.fields.List(ma.fields.Nested(ContestHeadSchema))
