"""HTTP shapes of the history of documents that people write."""

import marshmallow as ma

from chassis.http.paging import PageSchema
from chassis.http.schemas import Between, Schema
from chassis.manuscripts.schemas import ManuscriptSchema

MOST = 1_000_000
"""The largest number of a revision."""


class RevisionSchema(Schema):
    """What one person wrote at a stretch."""

    number = ma.fields.Integer()
    origin = ma.fields.String(metadata={"description": "written, filled, restored or evened"})
    begun_at = ma.fields.AwareDateTime()
    saved_at = ma.fields.AwareDateTime()
    saved_name = ma.fields.String()


class HistoryRowSchema(RevisionSchema):
    """A revision in the history, and the version it was published as."""

    version = ma.fields.Integer(allow_none=True)
    sha256 = ma.fields.String(allow_none=True)
    published_at = ma.fields.AwareDateTime(allow_none=True)
    published_name = ma.fields.String(allow_none=True)


class HistorySchema(ManuscriptSchema):
    """A document with one page of its history, the latest first."""

    items = ma.fields.List(ma.fields.Nested(HistoryRowSchema))
    next = ma.fields.String(allow_none=True)


class WrittenSchema(RevisionSchema):
    """A revision with its content."""

    content = ma.fields.Dict()


class ComparisonSchema(ManuscriptSchema):
    """A document with two of its revisions."""

    before = ma.fields.Nested(WrittenSchema, allow_none=True)
    after = ma.fields.Nested(WrittenSchema)


class HistoryQuerySchema(PageSchema):
    """Which page of the history."""


class ComparisonQuerySchema(Schema):
    """Which two revisions."""

    after = ma.fields.Integer(required=True, validate=Between(1, MOST))
    before = ma.fields.Integer(
        validate=Between(0, MOST), metadata={"description": "The one before `after` if left out; 0 for nothing."}
    )
