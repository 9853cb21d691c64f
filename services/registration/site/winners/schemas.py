"""HTTP shapes of winners."""

from typing import Any

import marshmallow as ma
from flask_babel import lazy_gettext as _l

from chassis.http.fields import Count, Key, Matches, wrong
from chassis.http.schemas import Length, Schema, Text, Trimmed
from services.registration.files.collections.schemas import CollectedFileSchema, site_file

_SENTENCE = _l("编号只能使用大写字母、数字和连字符，最多 30 个字符。")
_NUMBER = Matches(r"[A-Z0-9][A-Z0-9-]{0,29}", "invalid-number", _SENTENCE)
MOST = 500
"""Winners of one edition."""


class PublicAnswerSchema(Schema):
    """One answer of an entry that its form says is public."""

    label = Trimmed(required=True, validate=Length(1, 100))
    label_en = Trimmed(load_default="", validate=Length(0, 200))
    text = Text(required=True, validate=Length(1, 5000))
    text_en = Text(load_default="", validate=Length(0, 10_000))


class WinnerHeadSchema(Schema):
    """A winning entry in a list."""

    edition = ma.fields.String(dump_only=True)
    number = Trimmed(required=True, validate=_NUMBER)
    title = Trimmed(required=True, validate=Length(1, 100))
    title_en = Trimmed(load_default="", validate=Length(0, 200))
    organisation = Trimmed(required=True, validate=Length(1, 200))
    organisation_en = Trimmed(load_default="", validate=Length(0, 400))
    track = Key(required=True)
    group = Trimmed(load_default="", validate=Length(0, 50), metadata={"description": "Key of the group, or empty."})
    award = Key(required=True)
    summary = Text(load_default="", validate=Length(0, 1000))
    summary_en = Text(load_default="", validate=Length(0, 2000))
    picture = site_file()
    updated_at = ma.fields.AwareDateTime(dump_only=True)


class WinnerSchema(WinnerHeadSchema):
    """A winning entry, whole."""

    answers = ma.fields.List(ma.fields.Nested(PublicAnswerSchema), load_default=list, validate=Count(0, 30))


class WinnerListSchema(Schema):
    """The winners of an edition, the highest award first."""

    items = ma.fields.List(ma.fields.Nested(WinnerSchema), required=True, validate=Count(0, MOST))

    @ma.validates_schema
    def each_once(self, sent: dict[str, Any], **_kwargs: Any) -> None:
        """No entry wins twice."""
        numbers = {winner["number"] for winner in sent["items"]}
        if len(numbers) < len(sent["items"]):
            raise wrong("repeated-number", _l("编号不能重复。"), "items")


class OwnWinnersSchema(Schema):
    """The winners of an edition as its organizers write them."""

    items = ma.fields.List(ma.fields.Nested(WinnerSchema))
    files = ma.fields.List(
        ma.fields.Nested(CollectedFileSchema), metadata={"description": "Pictures to choose, the newest first."}
    )
    etag = ma.fields.String(metadata={"description": "To be sent as `If-Match` with a change."})


class WinnerQuerySchema(Schema):
    """Which winners to list."""

    edition = Trimmed(load_default="", metadata={"description": "The latest edition with winners, unless named."})
    track = Trimmed(load_default="")
    award = Trimmed(load_default="")
    contest = Trimmed(load_default="", metadata={"description": "Only the editions of the contest with this key."})
    whole = ma.fields.Boolean(load_default=False, metadata={"description": "Those of every edition instead."})


class CountedWinnersSchema(Schema):
    """An edition and how many won in it."""

    edition = ma.fields.String()
    count = ma.fields.Integer()


class WinningContestSchema(Schema):
    """A contest, to choose its winners alone."""

    key = ma.fields.String()
    name = ma.fields.String()
    name_en = ma.fields.String()


class GallerySchema(Schema):
    """The winners of one edition, and which editions have any."""

    edition = ma.fields.String(metadata={"description": "Whose winners these are; empty where nobody won yet."})
    editions = ma.fields.List(ma.fields.Nested(CountedWinnersSchema))
    contests = ma.fields.List(
        ma.fields.Nested(WinningContestSchema), metadata={"description": "In whose editions anybody won, by name."}
    )
    updated_at = ma.fields.AwareDateTime(
        allow_none=True, metadata={"description": "When this list last changed; null before it was ever published."}
    )
    items = ma.fields.List(ma.fields.Nested(WinnerHeadSchema))
