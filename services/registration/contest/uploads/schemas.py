"""HTTP shapes of uploads under way."""

import marshmallow as ma

from chassis.http.schemas import Between, Length, Schema, Trimmed
from services.registration.contest.change_requests.models import EVIDENCE

LARGEST = 1 << 53
"""What programs everywhere can count to."""


class NewUploadSchema(Schema):
    """What a sender says of a file before sending any of it."""

    slot = Trimmed(required=True, validate=Length(1, 40), metadata={"description": "Key of the form's file field."})
    name = Trimmed(required=True, validate=Length(1, 1000))
    size = ma.fields.Integer(required=True, validate=Between(0, LARGEST), metadata={"description": "Bytes."})
    modified = ma.fields.Integer(
        load_default=0,
        validate=Between(0, LARGEST),
        metadata={"description": "Last change of the sender's file, milliseconds since 1970."},
    )


class NewChangeUploadSchema(NewUploadSchema):
    """The same of a file for a change that is asked for."""

    slot = Trimmed(
        load_default=EVIDENCE,
        validate=Length(0, 40),
        metadata={"description": "Key of the form's file field; none: it proves why the change is needed."},
    )


class UploadSchema(Schema):
    """An upload and how far it has come."""

    id = ma.fields.UUID()
    entry_id = ma.fields.UUID()
    slot = ma.fields.String()
    name = ma.fields.String()
    size = ma.fields.Integer(metadata={"description": "Bytes."})
    offset = ma.fields.Integer(metadata={"description": "Bytes that have arrived; the next part begins here."})
    modified = ma.fields.Integer(validate=Between(0, LARGEST), metadata={"description": "As the sender said."})
    created_at = ma.fields.AwareDateTime()
    expires_at = ma.fields.AwareDateTime(metadata={"description": "Kept at least until then, without a further part."})


class UploadListSchema(Schema):
    """The caller's uploads to one entry, or to one request."""

    items = ma.fields.List(ma.fields.Nested(UploadSchema))


class OffsetSchema(Schema):
    """Where a part begins."""

    offset = ma.fields.Integer(required=True, data_key="Upload-Offset", validate=Between(0, LARGEST))
