"""HTTP shapes of what everybody reads."""

import marshmallow as ma

from chassis.http.paging import PageSchema
from chassis.http.schemas import Between, Length, Schema, Trimmed
from services.registration.files.collections.schemas import OfferedFileSchema
from services.registration.site.articles.models import KINDS


class ReadableQuerySchema(PageSchema):
    """Which public articles to list."""

    kind = Trimmed(load_default="", validate=ma.validate.OneOf(("", *KINDS)))
    contest = Trimmed(
        load_default="",
        validate=Length(0, 50),
        metadata={"description": "Key of a contest: its articles, those of its editions and those of nobody."},
    )
    bodies = ma.fields.Boolean(load_default=False, metadata={"description": "With their whole text."})
    attachments = ma.fields.Boolean(load_default=False, metadata={"description": "With what is attached to them."})
    narrowing = ma.fields.Boolean(
        load_default=False, metadata={"description": "With the years and contests by which the list can be narrowed."}
    )
    year = ma.fields.Integer(
        load_default=None,
        validate=Between(2000, 2199),
        metadata={"description": "Of their publication, in Beijing time."},
    )


class ReadableHeadSchema(Schema):
    """An article in a public list."""

    kind = ma.fields.String()
    slug = ma.fields.String()
    contest = ma.fields.String(metadata={"description": "Key of the contest that it belongs to, or empty."})
    edition = ma.fields.String(metadata={"description": "Slug of the one edition that it belongs to, or empty."})
    title = ma.fields.String()
    title_en = ma.fields.String(metadata={"description": "Empty where there is no English."})
    summary = ma.fields.String()
    summary_en = ma.fields.String()
    document_number = ma.fields.String()
    pinned = ma.fields.Boolean()
    red_head = ma.fields.Boolean()
    number = ma.fields.Integer(metadata={"description": "Of the version."})
    published_at = ma.fields.AwareDateTime()
    updated_at = ma.fields.AwareDateTime()


class ReadableSchema(ReadableHeadSchema):
    """An article as everybody reads it."""

    body = ma.fields.String()
    body_en = ma.fields.String()
    signed_by = ma.fields.String()
    signed_by_en = ma.fields.String()
    attachments = ma.fields.List(ma.fields.Nested(OfferedFileSchema))


class NamedContestSchema(Schema):
    """A contest by name."""

    key = ma.fields.String()
    name = ma.fields.String()
    name_en = ma.fields.String()


class ReadablePageSchema(Schema):
    """One page of public articles; bodies and attachments only where they were asked for."""

    items = ma.fields.List(ma.fields.Nested(ReadableSchema))
    next = ma.fields.String(allow_none=True)
    years = ma.fields.List(
        ma.fields.Integer(),
        metadata={"description": "In which articles of the kind were published, the latest first; where asked for."},
    )
    contests = ma.fields.List(
        ma.fields.Nested(NamedContestSchema),
        metadata={"description": "To which articles of the kind belong; where asked for."},
    )
