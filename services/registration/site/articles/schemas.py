"""HTTP shapes of articles."""

import marshmallow as ma

from chassis.http.fields import Key, Moment
from chassis.http.paging import PageSchema
from chassis.http.schemas import Length, Schema, Text, Trimmed
from services.registration.files.collections.schemas import CollectedFileSchema
from services.registration.site.articles.models import KINDS, STATES


class NewArticleSchema(Schema):
    """A new article; `content` answers the form of its draft, as far as it is written."""

    kind = ma.fields.String(required=True, validate=ma.validate.OneOf(KINDS))
    slug = Key(metadata={"description": "Its name in the address; made of the date if left out."})
    content = ma.fields.Dict(keys=ma.fields.String(), load_default=dict)


class PublicationSchema(Schema):
    """When it becomes public: at once if left out."""

    publish_at = Moment(allow_none=True, load_default=None)


class WithdrawalSchema(Schema):
    """Why the public no longer sees it."""

    reason = Text(required=True, validate=Length(2, 500))


SORTS = ("updated_at", "-updated_at")
"""Orders of the list besides its own; with a minus the latest first."""


class ArticleQuerySchema(PageSchema):
    """Which articles to list."""

    kind = Trimmed(load_default="", validate=ma.validate.OneOf(("", *KINDS)))
    state = Trimmed(load_default="", validate=ma.validate.OneOf(("", *STATES)))
    sort = Trimmed(
        load_default="",
        validate=ma.validate.OneOf(("", *SORTS)),
        metadata={"description": "By the last change; left out: the pinned first, then as readers see them."},
    )


class ArticleSchema(Schema):
    """An article as organizers see it. Its text is a draft of its own."""

    id = ma.fields.UUID()
    kind = ma.fields.String()
    slug = ma.fields.String()
    title = ma.fields.String(attribute="draft_title", metadata={"description": "As it is being written."})
    title_en = ma.fields.String(attribute="draft_title_en")
    pinned = ma.fields.Boolean()
    red_head = ma.fields.Boolean()
    contest = ma.fields.String(metadata={"description": "That it belongs to as it is public; empty for none."})
    edition = ma.fields.String(metadata={"description": "The one edition that it belongs to, in the same way."})
    rank = ma.fields.Integer()
    state = ma.fields.String(validate=ma.validate.OneOf(STATES))
    publish_at = ma.fields.AwareDateTime(allow_none=True)
    released = ma.fields.Integer(allow_none=True, metadata={"description": "Number of the version that is public."})
    created_at = ma.fields.AwareDateTime()
    updated_at = ma.fields.AwareDateTime()
    updated_name = ma.fields.String()
    withdrawal = ma.fields.String(metadata={"description": "Why it was withdrawn."})


class WrittenArticleSchema(ArticleSchema):
    """An article as those who write it see it."""

    files = ma.fields.List(
        ma.fields.Nested(CollectedFileSchema), metadata={"description": "What it can attach, the newest first."}
    )


class ArticlePageSchema(Schema):
    """One page of articles."""

    items = ma.fields.List(ma.fields.Nested(ArticleSchema))
    next = ma.fields.String(allow_none=True)
