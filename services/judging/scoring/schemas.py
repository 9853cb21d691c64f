"""Shapes of score sheets over HTTP. What is not named here cannot be answered."""

from marshmallow import fields, validate

from chassis.http.schemas import Length, Schema, Text
from services.judging.panels.schemas import SheetColumns
from services.judging.rubrics.schemas import Points, StageSchema

MOST_COMMENT = 2000
"""Code points."""


class SheetContentSchema(Schema):
    """What a judge saves: marks by criterion such as "12.5", any part of them, and a comment."""

    marks = fields.Dict(
        keys=fields.String(validate=validate.Length(max=40)), values=fields.Raw(allow_none=True), required=True
    )
    comment = Text(load_default="", validate=Length(0, MOST_COMMENT))


class SheetSchema(Schema):
    """A score sheet. States: none, draft, submitted, returned."""

    state = fields.String()
    marks = fields.Dict(keys=fields.String(), values=Points())
    comment = fields.String()
    total = Points(allow_none=True)
    version = fields.Integer()
    saved_at = fields.AwareDateTime(allow_none=True)
    submitted_at = fields.AwareDateTime(allow_none=True)
    return_reason = fields.String()


class JudgedEntrySchema(Schema):
    """All a judge learns about an entry."""

    id = fields.UUID()
    number = fields.String()
    version = fields.Integer()
    title = fields.String()
    track = fields.String()
    group = fields.String()
    summary = fields.String()
    file_sha256 = fields.String()


class MissingSchema(Schema):
    """One thing that still stops submission."""

    field = fields.String()
    code = fields.String()
    message = fields.String()


class AssignmentSchema(Schema):
    """An assignment as its judge sees it."""

    id = fields.UUID(attribute="assignment.id")
    stage = fields.Nested(StageSchema, attribute="assignment.stage")
    entry = fields.Nested(JudgedEntrySchema, attribute="assignment.entry")
    due_at = fields.AwareDateTime(attribute="assignment.stage.closes_at")
    sheet = fields.Nested(SheetSchema)
    editable = fields.Boolean()
    missing = fields.List(fields.Nested(MissingSchema))
    etag = fields.String()


class OwnAssignmentSchema(SheetColumns):
    """A line of a judge's list."""

    id = fields.UUID()
    stage = fields.String(attribute="stage_key")
    stage_name = fields.String(attribute="stage.name")
    stage_name_en = fields.String(attribute="stage.name_en")
    number = fields.String(attribute="entry.number")
    title = fields.String(attribute="entry.title")
    track = fields.String(attribute="entry.track")
    group = fields.String(attribute="entry.group")
    opens_at = fields.AwareDateTime(attribute="stage.opens_at")
    due_at = fields.AwareDateTime(attribute="stage.closes_at")


class OwnAssignmentsSchema(Schema):
    """A page of a judge's list."""

    items = fields.List(fields.Nested(OwnAssignmentSchema))
    next = fields.String(allow_none=True)
