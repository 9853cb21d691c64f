"""HTTP shapes of receipts and of the keys that prove them."""

import marshmallow as ma

from chassis.http.schemas import Schema

VALID, REPLACED, WITHDRAWN = "valid", "replaced", "withdrawn"
STATUSES = (VALID, REPLACED, WITHDRAWN)
"""What a genuine receipt is worth now."""


class SealedFileSchema(Schema):
    """A file as the receipt proves it."""

    slot = ma.fields.String()
    size = ma.fields.Integer(metadata={"description": "Bytes."})
    sha256 = ma.fields.String()


class SignedReceiptSchema(Schema):
    """What is signed: its JSON with sorted keys and no blanks, in UTF-8."""

    format = ma.fields.String()
    number = ma.fields.String()
    version = ma.fields.Integer()
    edition = ma.fields.String()
    title = ma.fields.String()
    organisation = ma.fields.String()
    submitted_at = ma.fields.String(metadata={"description": "As it was signed, ISO 8601 in UTC."})
    form_version = ma.fields.Integer()
    form_sha256 = ma.fields.String()
    content_sha256 = ma.fields.String()
    files = ma.fields.List(ma.fields.Nested(SealedFileSchema))
    key = ma.fields.String()


class VerifiedReceiptSchema(Schema):
    """A receipt, and what it is worth now."""

    status = ma.fields.String(validate=ma.validate.OneOf(STATUSES))
    code = ma.fields.String()
    latest = ma.fields.Integer(metadata={"description": "The version handed in last."})
    leader = ma.fields.String(metadata={"description": "Masked."})
    receipt = ma.fields.Nested(SignedReceiptSchema)
    signature = ma.fields.String(metadata={"description": "Ed25519, in hexadecimal."})


class PublicKeySchema(Schema):
    """A key that proves receipts."""

    id = ma.fields.String()
    public = ma.fields.String(metadata={"description": "Ed25519, 32 bytes in hexadecimal."})
    made_at = ma.fields.AwareDateTime()
    retired_at = ma.fields.AwareDateTime(allow_none=True, metadata={"description": "Since when it signs no more."})


class PublicKeysSchema(Schema):
    """Every key that ever signed, the latest first."""

    keys = ma.fields.List(ma.fields.Nested(PublicKeySchema))
