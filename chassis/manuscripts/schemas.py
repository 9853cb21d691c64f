"""HTTP shapes of documents that people write."""

import marshmallow as ma

from chassis.http.schemas import Schema


class ContentSchema(Schema):
    """The whole document as it shall stand in the draft; it may be half done."""

    content = ma.fields.Dict(keys=ma.fields.String(), required=True)


class FieldMessageSchema(Schema):
    """What is wrong with a field, or looks so."""

    code = ma.fields.String()
    message = ma.fields.String()

    class Meta:
        unknown = ma.INCLUDE


class ManuscriptSchema(Schema):
    """A document as its authors see it. `about` is what it belongs to."""

    state = ma.fields.String()
    content = ma.fields.Dict(metadata={"description": "The draft."})
    form = ma.fields.Dict(allow_none=True, metadata={"description": "The form it answers, as docs/form.schema.json."})
    revision = ma.fields.Integer(metadata={"description": "Number of the draft in the history."})
    saved_at = ma.fields.AwareDateTime()
    saved_name = ma.fields.String()
    version = ma.fields.Integer(allow_none=True, metadata={"description": "Number of what was published last."})
    sha256 = ma.fields.String(allow_none=True, metadata={"description": "Of the canonical JSON of that version."})
    published_at = ma.fields.AwareDateTime(allow_none=True)
    published_name = ma.fields.String(allow_none=True)
    missing = ma.fields.Dict(
        values=ma.fields.List(ma.fields.Nested(FieldMessageSchema)),
        metadata={"description": "What stops its publication, by field."},
    )
    doubtful = ma.fields.Dict(
        values=ma.fields.List(ma.fields.Nested(FieldMessageSchema)),
        metadata={"description": "What looks wrong and may be published all the same, by field."},
    )
    may = ma.fields.List(ma.fields.String(), metadata={"description": "What the caller can do with it now."})
    etag = ma.fields.String(metadata={"description": "For `If-Match`."})


class ReviewSchema(ManuscriptSchema):
    """A document to be looked over before it is published."""

    published = ma.fields.Dict(allow_none=True, metadata={"description": "The content published last."})
