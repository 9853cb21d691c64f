"""HTTP shapes of versions of an entry."""

import marshmallow as ma

from chassis.http.schemas import Schema
from services.registration.contest.entries.schemas import FileSchema, ReceiptSchema


class VersionHeadSchema(Schema):
    """A version in the list of those handed in."""

    version = ma.fields.Integer()
    title = ma.fields.String()
    submitted_at = ma.fields.AwareDateTime(metadata={"description": "By the server's clock."})
    leader_name = ma.fields.String()
    request_id = ma.fields.UUID(
        allow_none=True, metadata={"description": "The change request that made it; none: the team handed it in."}
    )


class VersionsSchema(Schema):
    """Every version that was handed in, the latest first."""

    items = ma.fields.List(ma.fields.Nested(VersionHeadSchema))


class VersionSchema(ReceiptSchema):
    """What was handed in at one time, whole."""

    answers = ma.fields.Dict(keys=ma.fields.String())
    stored = ma.fields.Dict(
        keys=ma.fields.String(),
        values=ma.fields.List(ma.fields.Nested(FileSchema)),
        attribute="files",
        metadata={"description": "The files by slot, with what is needed to read them."},
    )
