"""HTTP shapes of entries."""

from typing import Any

import marshmallow as ma

from chassis.http.fields import Key
from chassis.http.paging import PageSchema
from chassis.http.schemas import Length, Schema, Text, Trimmed
from services.registration.contest.entries.completeness import Described
from services.registration.contest.entries.models import STATES


class DraftSchema(Schema):
    """What a team typed so far: anything may be missing, empty, too short or too long for submission."""

    title = Trimmed(allow_none=True, validate=Length(0, 200))
    track = Trimmed(allow_none=True, validate=Length(0, 50), metadata={"description": "Key of a track."})
    group = Trimmed(allow_none=True, validate=Length(0, 50), metadata={"description": "Key of a group."})
    organisation = Trimmed(allow_none=True, validate=Length(0, 300))
    summary = Text(allow_none=True, validate=Length(0, 5000))


class NewEntrySchema(DraftSchema):
    """A first draft."""

    edition = Key(metadata={"description": "Slug; the current edition if left out."})


class EntryQuerySchema(PageSchema):
    """Which entries to list."""

    mine = ma.fields.Boolean(load_default=False, metadata={"description": "Only the caller's own."})
    edition = Trimmed()
    state = Trimmed(validate=ma.validate.OneOf(STATES))
    track = Trimmed()
    group = Trimmed()
    q = Trimmed(
        load_default="",
        validate=Length(0, 100),
        metadata={"description": "Words of number, title, organisation or leader; width and case do not matter."},
    )


class LeaderSchema(Schema):
    """Who enters."""

    id = ma.fields.UUID()
    name = ma.fields.String()


class FileSchema(Schema):
    """The uploaded document."""

    name = ma.fields.String()
    size = ma.fields.Integer(metadata={"description": "Bytes."})
    sha256 = ma.fields.String()
    uploaded_at = ma.fields.AwareDateTime()


class MissingSchema(Schema):
    """One thing that still stops submission."""

    field = ma.fields.String()
    code = ma.fields.String()
    message = ma.fields.String()


class EntrySchema(Schema):
    """An entry as its team and the organizers see it."""

    id = ma.fields.UUID()
    edition = ma.fields.String()
    number = ma.fields.String(allow_none=True)
    version = ma.fields.Integer(metadata={"description": "How often it was submitted."})
    state = ma.fields.String(validate=ma.validate.OneOf(STATES))
    title = ma.fields.String()
    track = ma.fields.String()
    group = ma.fields.String()
    organisation = ma.fields.String()
    summary = ma.fields.String()
    leader = ma.fields.Nested(LeaderSchema)
    file = ma.fields.Nested(FileSchema, allow_none=True)
    created_at = ma.fields.AwareDateTime()
    updated_at = ma.fields.AwareDateTime()
    submitted_at = ma.fields.AwareDateTime(allow_none=True)
    closes_at = ma.fields.AwareDateTime(metadata={"description": "The deadline, an exclusive end."})
    etag = ma.fields.String(metadata={"description": "For `If-Match`."})
    missing = ma.fields.List(ma.fields.Nested(MissingSchema))

    @ma.pre_dump
    def spread(self, found: Described, **_kwargs: Any) -> dict[str, Any]:
        """The entry's own facts beside what it lacks."""
        own = {name: getattr(found.entry, name) for name in self.fields if name != "missing"}
        return own | {"missing": found.missing}


class EntryPageSchema(Schema):
    """One page of entries."""

    items = ma.fields.List(ma.fields.Nested(EntrySchema))
    next = ma.fields.String(allow_none=True)


class ReceiptSchema(Schema):
    """Proof of what was handed in, and when."""

    entry_id = ma.fields.UUID()
    number = ma.fields.String()
    title = ma.fields.String()
    version = ma.fields.Integer()
    submitted_at = ma.fields.AwareDateTime(metadata={"description": "By the server's clock."})
    file_name = ma.fields.String()
    file_size = ma.fields.Integer(metadata={"description": "Bytes."})
    file_sha256 = ma.fields.String()
