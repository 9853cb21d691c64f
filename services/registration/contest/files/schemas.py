"""HTTP shapes of the files of editions."""

import marshmallow as ma

from chassis.http.schemas import Schema


class CollectedFileSchema(Schema):
    """A file in the collection of an edition."""

    sha256 = ma.fields.String()
    name = ma.fields.String()
    type = ma.fields.String()
    size = ma.fields.Integer()
    width = ma.fields.Integer(metadata={"description": "Of a picture; 0 for other files, as the height."})
    height = ma.fields.Integer()
    added_at = ma.fields.AwareDateTime()


class CollectionSchema(Schema):
    """The files of an edition, the newest first."""

    items = ma.fields.List(ma.fields.Nested(CollectedFileSchema))
