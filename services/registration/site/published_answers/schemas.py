"""HTTP shapes of answers that everybody reads."""

import marshmallow as ma

from chassis.http.schemas import Length, Schema, Text, Trimmed


class PublicWordsSchema(Schema):
    """The question and the answer as everybody is to read them: the office's words, nobody's name."""

    title = Trimmed(required=True, validate=Length(5, 100))
    body = Text(required=True, validate=Length(5, 5000))


class RetractionSchema(Schema):
    """Why it is taken off the site."""

    reason = Text(required=True, validate=Length(2, 500))


class PublishedAnswerSchema(Schema):
    """An answer as everybody reads it, or as it was last read."""

    article_id = ma.fields.UUID()
    slug = ma.fields.String()
    title = ma.fields.String()
    body = ma.fields.String(metadata={"description": "Without markup."})
    public = ma.fields.Boolean()
