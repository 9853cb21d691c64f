"""HTTP shapes of files of entries."""

import marshmallow as ma

from chassis.http.schemas import Schema


class HandedInFileSchema(Schema):
    """A file as it was handed in."""

    slot = ma.fields.String()
    name = ma.fields.String()
    size = ma.fields.Integer(metadata={"description": "Bytes."})
    sha256 = ma.fields.String()
