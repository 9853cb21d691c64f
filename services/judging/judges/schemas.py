"""Shapes of judges over HTTP."""

from marshmallow import fields

from chassis.http.paging import PageSchema
from chassis.http.schemas import Schema, Trimmed


class JudgeSchema(Schema):
    """A judge."""

    id = fields.UUID(attribute="account_id")
    name = fields.String()


class JudgesQuery(PageSchema):
    """Which judges."""

    edition = Trimmed(load_default="", metadata={"description": "Only those who may judge in this edition."})


class JudgesSchema(Schema):
    """Judges."""

    items = fields.List(fields.Nested(JudgeSchema))
    next = fields.String(allow_none=True, dump_default=None)
