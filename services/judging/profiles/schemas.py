"""Shapes of judges' profiles over HTTP."""

from typing import Any

from marshmallow import fields, validate

from chassis.http.schemas import Between, Length, Schema, Trimmed
from services.judging.editions.schemas import NameSchema

MOST_EMPLOYERS = 20
MOST_EDITIONS = 50


def _organisations() -> fields.List[Any]:
    name = Trimmed(validate=Length(2, 100))
    return fields.List(name, load_default=list, validate=validate.Length(max=MOST_EMPLOYERS))


class ReadinessSchema(Schema):
    """What a judge is ready for in an edition."""

    edition = Trimmed(required=True)
    tracks = fields.List(fields.String(), required=True, validate=validate.Length(max=100))
    most = fields.Integer(required=True, allow_none=True, strict=True, validate=Between(1, 1000))


class WrittenProfileSchema(Schema):
    """What a judge writes of themselves."""

    title = Trimmed(load_default="", validate=Length(0, 100))
    employers = _organisations()
    former = _organisations()
    editions = fields.List(
        fields.Nested(ReadinessSchema), load_default=list, validate=validate.Length(max=MOST_EDITIONS)
    )


class OwnReadinessSchema(ReadinessSchema):
    """An edition the judge judges in, with the tracks to choose from."""

    name = fields.String()
    name_en = fields.String()
    choices = fields.List(fields.Nested(NameSchema))


class ProfileSchema(Schema):
    """What a judge said of themselves."""

    title = fields.String()
    employers = fields.List(fields.String(), metadata={"description": "Where they work now."})
    former = fields.List(fields.String(), metadata={"description": "Where they worked within three years."})
    updated_at = fields.AwareDateTime(allow_none=True)
    editions = fields.List(fields.Nested(OwnReadinessSchema))
