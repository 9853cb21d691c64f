"""Shapes of what an edition names."""

from marshmallow import fields

from chassis.http.schemas import Schema


class NameSchema(Schema):
    """A track or a group as its edition names it."""

    key = fields.String()
    name = fields.String()
    name_en = fields.String()
