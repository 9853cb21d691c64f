"""HTTP shapes of files of the public site."""

import marshmallow as ma
from flask_babel import lazy_gettext as _l

from chassis.http.fields import Matches
from chassis.http.schemas import Between, Length, Schema, Trimmed


class CollectedFileSchema(Schema):
    """A file in a collection."""

    sha256 = ma.fields.String()
    name = ma.fields.String()
    type = ma.fields.String()
    size = ma.fields.Integer()
    width = ma.fields.Integer(metadata={"description": "Of a picture; 0 for other files, as the height."})
    height = ma.fields.Integer()
    added_at = ma.fields.AwareDateTime()


class CollectionSchema(Schema):
    """The files of a collection, the newest first."""

    items = ma.fields.List(ma.fields.Nested(CollectedFileSchema))


class SiteFileSchema(Schema):
    """A file of the public site, as its upload answered."""

    sha256 = Trimmed(required=True, validate=Matches(r"[0-9a-f]{64}", "invalid", _l("文件的校验值不正确。")))
    name = Trimmed(required=True, validate=Length(1, 200))
    type = Trimmed(required=True, validate=Length(1, 8))
    size = ma.fields.Integer(required=True, strict=True, validate=Between(0, 1 << 40))
    width = ma.fields.Integer(load_default=0, strict=True, validate=Between(0, 100_000))
    height = ma.fields.Integer(load_default=0, strict=True, validate=Between(0, 100_000))


def site_file() -> ma.fields.Nested:
    """A file, or none."""
    return ma.fields.Nested(SiteFileSchema, allow_none=True, load_default=None)


class OfferedFileSchema(Schema):
    """A file to be downloaded, under a title."""

    title = Trimmed(required=True, validate=Length(1, 100))
    title_en = Trimmed(load_default="", validate=Length(0, 200))
    file = ma.fields.Nested(SiteFileSchema, required=True)
