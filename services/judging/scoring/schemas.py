"""Shapes of score sheets over HTTP. What is not named here cannot be answered."""

from marshmallow import fields, validate

from chassis.http.fields import Stored
from chassis.http.schemas import Length, Schema, Text
from services.judging.editions.schemas import NameSchema
from services.judging.rules.schemas import CriterionSchema, Points

MOST_COMMENT = 2000
"""Code points."""


class MarksContentSchema(Schema):
    """Marks by criterion such as "12.5", any part of them."""

    marks = fields.Dict(
        keys=fields.String(validate=validate.Length(max=50)), values=fields.Raw(allow_none=True), required=True
    )


class SheetContentSchema(MarksContentSchema):
    """What a judge saves: marks, and a comment."""

    comment = Text(load_default="", validate=Length(0, MOST_COMMENT))


class SheetSavedSchema(Schema):
    """A sheet that was saved, with the version to save on from."""

    etag = fields.String()
    state = fields.String()
    version = fields.Integer()
    total = Points(allow_none=True)
    saved_at = fields.AwareDateTime()


class WantingSchema(Schema):
    """What a sheet still lacks, in short."""

    unmarked = fields.Integer(metadata={"description": "Criteria without a mark."})
    lacks_comment = fields.Boolean(metadata={"description": "Only the comment is missing that such a total needs."})


class MarksSavedSchema(SheetSavedSchema, WantingSchema):
    """A sheet whose marks were saved."""


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
    entry_version = fields.Integer(metadata={"description": "Of the entry, when the judge last wrote; 0 while blank."})


class ScoredStageSchema(Schema):
    """What a judge needs to know of the stage."""

    edition = fields.String()
    key = fields.String()
    name = fields.String()
    name_en = fields.String()
    opens_at = fields.AwareDateTime()
    closes_at = fields.AwareDateTime()
    phase = fields.String(metadata={"description": "upcoming, open or closed"})
    criteria = fields.List(fields.Nested(CriterionSchema))
    full = Points(metadata={"description": "The highest total."})
    comment_below = Points()
    comment_above = Points()
    rule = fields.List(fields.String(), metadata={"description": "The rule of the ranking, in plain words."})
    digest = fields.String(metadata={"description": "SHA-256 of everything that is frozen with the first assignment."})


class ShownSchema(Schema):
    """An answer of the team that judges may read, in both languages."""

    key = fields.String()
    kind = fields.String()
    section = fields.String()
    section_en = fields.String()
    label = fields.String()
    label_en = fields.String()
    value = fields.String()
    value_en = fields.String()
    columns = fields.List(fields.List(fields.String()))
    rows = fields.List(fields.List(fields.List(fields.String())), metadata={"description": "Cells in both languages."})


class ShownFileSchema(Schema):
    """A file that judges may open, under a neutral name."""

    file_id = fields.UUID()
    slot = fields.String()
    label = fields.String()
    label_en = fields.String()
    type = fields.String()
    size = fields.Integer(metadata={"description": "Bytes."})
    sha256 = fields.String()
    pages = fields.Integer(allow_none=True, metadata={"description": "Pages or slides, where the file says."})
    pictured = fields.Boolean(metadata={"description": "There is a picture of its first page."})


class JudgedEntrySchema(Schema):
    """All a judge learns about an entry."""

    id = fields.UUID()
    number = fields.String()
    version = fields.Integer()
    title = fields.String()
    track = fields.Nested(NameSchema)
    group = fields.Nested(NameSchema)
    shown = fields.List(Stored(ShownSchema))
    files = fields.List(Stored(ShownFileSchema))


class MissingSchema(Schema):
    """One thing that still stops submission."""

    field = fields.String()
    code = fields.String()
    message = fields.String()


class AssignmentSchema(Schema):
    """An assignment as its judge sees it."""

    id = fields.UUID()
    stage = fields.Nested(ScoredStageSchema)
    entry = fields.Nested(JudgedEntrySchema)
    sheet = fields.Nested(SheetSchema)
    may = fields.List(fields.String(), metadata={"description": "save, submit, recuse: open to the caller now."})
    missing = fields.List(fields.Nested(MissingSchema))
    etag = fields.String()


class OwnAssignmentSchema(Schema):
    """A line of a judge's list."""

    id = fields.UUID()
    edition = fields.String()
    stage = fields.String(attribute="stage_key")
    stage_name = fields.String()
    stage_name_en = fields.String()
    number = fields.String()
    title = fields.String()
    track = fields.Nested(NameSchema)
    group = fields.Nested(NameSchema)
    opens_at = fields.AwareDateTime()
    due_at = fields.AwareDateTime(attribute="closes_at")
    phase = fields.String(metadata={"description": "upcoming, open or closed"})
    sheet_state = fields.String()
    total = Points(allow_none=True)


class OwnAssignmentsSchema(Schema):
    """A judge's list, whole: what is open first, by due date; then what is over, then what is handed in."""

    items = fields.List(fields.Nested(OwnAssignmentSchema))
    done = fields.Integer(metadata={"description": "Sheets handed in."})
    undeclared = fields.List(
        fields.String(), metadata={"description": "Editions whose entries open once the judge has declared conflicts."}
    )


class OwnSheetSchema(WantingSchema):
    """A sheet beside the judge's others of the stage."""

    id = fields.UUID(metadata={"description": "Of the assignment."})
    number = fields.String()
    title = fields.String()
    track = fields.Nested(NameSchema)
    state = fields.String(attribute="sheet_state")
    marks = fields.Dict(keys=fields.String(), values=Points())
    total = Points(allow_none=True)
    comment = fields.String()
    phase = fields.String(metadata={"description": "upcoming, open or closed, for this sheet"})
    may_save = fields.Boolean()
    etag = fields.String()


class OwnSheetsSchema(Schema):
    """A judge's sheets of a stage, and what they are given for."""

    stage = fields.Nested(ScoredStageSchema)
    items = fields.List(fields.Nested(OwnSheetSchema))
