"""HTTP shapes of articles."""

import marshmallow as ma

from chassis.http.fields import Key, Moment
from chassis.http.paging import PageSchema
from chassis.http.schemas import Between, Length, Schema, Text, Trimmed
from services.registration.site.articles.models import KINDS, STATES

LONGEST = 100_000
"""Characters of a body, tags included."""


class DraftArticleSchema(Schema):
    """What an organizer typed so far; anything may be missing. Bodies are cleaned of whatever is not allowed."""

    title = Trimmed(validate=Length(0, 100))
    title_en = Trimmed(validate=Length(0, 200))
    summary = Text(validate=Length(0, 300))
    summary_en = Text(validate=Length(0, 600))
    body = Text(validate=Length(0, LONGEST))
    body_en = Text(validate=Length(0, LONGEST))
    pinned = ma.fields.Boolean()
    red_head = ma.fields.Boolean()
    rank = ma.fields.Integer(
        strict=True, validate=Between(0, 999), metadata={"description": "0 comes first among its kind."}
    )


class SavedArticleSchema(DraftArticleSchema):
    """A save; `keep` also keeps it as a version of its own."""

    keep = ma.fields.Boolean(load_default=False)


class NewArticleSchema(DraftArticleSchema):
    """A first draft."""

    kind = ma.fields.String(required=True, validate=ma.validate.OneOf(KINDS))
    slug = Key(metadata={"description": "Its name in the address; made of the date if left out."})


class PublicationSchema(Schema):
    """When it becomes public: at once if left out."""

    publish_at = Moment(allow_none=True, load_default=None)


class WithdrawalSchema(Schema):
    """Why the public no longer sees it."""

    reason = Text(required=True, validate=Length(2, 500))


class ArticleQuerySchema(PageSchema):
    """Which articles to list."""

    kind = Trimmed(load_default="", validate=ma.validate.OneOf(("", *KINDS)))
    state = Trimmed(load_default="", validate=ma.validate.OneOf(("", *STATES)))


class ArticleHeadSchema(Schema):
    """An article in the organizers' list."""

    id = ma.fields.UUID()
    kind = ma.fields.String()
    slug = ma.fields.String()
    title = ma.fields.String()
    title_en = ma.fields.String()
    pinned = ma.fields.Boolean()
    red_head = ma.fields.Boolean()
    rank = ma.fields.Integer()
    state = ma.fields.String(validate=ma.validate.OneOf(STATES))
    publish_at = ma.fields.AwareDateTime(allow_none=True)
    released = ma.fields.Integer(allow_none=True, metadata={"description": "Number of the version that is public."})
    versions = ma.fields.Integer()
    created_at = ma.fields.AwareDateTime()
    updated_at = ma.fields.AwareDateTime()
    updated_name = ma.fields.String()


class ArticleSchema(ArticleHeadSchema):
    """An article as its editors see it."""

    summary = ma.fields.String()
    summary_en = ma.fields.String()
    body = ma.fields.String()
    body_en = ma.fields.String()
    withdrawal = ma.fields.String()
    changed = ma.fields.Boolean(metadata={"description": "Whether it differs from what is or will be public."})
    may = ma.fields.List(ma.fields.String(), metadata={"description": "What the caller can do with it now."})
    etag = ma.fields.String(metadata={"description": "For `If-Match`."})


class ArticlePageSchema(Schema):
    """One page of articles."""

    items = ma.fields.List(ma.fields.Nested(ArticleHeadSchema))
    next = ma.fields.String(allow_none=True)


class VersionHeadSchema(Schema):
    """A version in the history."""

    number = ma.fields.Integer()
    title = ma.fields.String()
    origin = ma.fields.String()
    saved_at = ma.fields.AwareDateTime()
    saved_name = ma.fields.String()


class VersionSchema(VersionHeadSchema):
    """A version with its texts."""

    title_en = ma.fields.String()
    summary = ma.fields.String()
    summary_en = ma.fields.String()
    body = ma.fields.String()
    body_en = ma.fields.String()


class VersionPageSchema(Schema):
    """Every version, the latest first."""

    items = ma.fields.List(ma.fields.Nested(VersionHeadSchema))
    next = ma.fields.String(allow_none=True)
