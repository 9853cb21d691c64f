"""HTTP shapes of what is asked about the form of an edition while it is written."""

from typing import Any

import marshmallow as ma
from flask_babel import lazy_gettext as _l

from chassis.http.fields import wrong
from chassis.http.schemas import Length, Schema, Trimmed

SET, EDITION, DOCUMENT = "set", "edition", "document"
"""Kinds of what a form begins with: a ready-made one, that of another edition, one that is sent."""


class BeginningOfFormSchema(Schema):
    """What a form begins with."""

    kind = ma.fields.String(required=True, validate=ma.validate.OneOf((SET, EDITION, DOCUMENT)))
    key = Trimmed(
        load_default="",
        validate=Length(0, 50),
        metadata={"description": "Of the ready-made form, or the slug of the edition; empty with a document."},
    )
    document = ma.fields.Raw(
        load_default=None,
        metadata={"description": "As docs/form.schema.json describes it; it may be incomplete. Of this kind alone."},
    )

    @ma.validates_schema
    def one_of_its_kind(self, beginning: dict[str, Any], **_kwargs: Any) -> None:
        """A document comes with its kind, a key with the others."""
        given = (beginning["document"] is not None, bool(beginning["key"]))
        if given != (beginning["kind"] == DOCUMENT, beginning["kind"] != DOCUMENT):
            raise wrong("required", _l("请选择一张表单。"), "kind")


class FormSourceSchema(Schema):
    """A form to begin with."""

    key = ma.fields.String()
    name = ma.fields.String()
    name_en = ma.fields.String(metadata={"description": "Of an edition; ready-made ones are named as one reads."})


class FormBeginningsSchema(Schema):
    """The forms to begin with."""

    sets = ma.fields.List(ma.fields.Nested(FormSourceSchema))
    editions = ma.fields.List(ma.fields.Nested(FormSourceSchema))


class ComparisonWithDraftSchema(Schema):
    """What beginning with a form would change, a sentence each."""

    changes = ma.fields.List(ma.fields.String(), metadata={"description": "Against the draft."})
    left_out = ma.fields.List(
        ma.fields.String(),
        metadata={"description": "Of the form itself: tracks, groups and files that this edition has not got."},
    )
    etag = ma.fields.String(metadata={"description": "Of the draft, for `If-Match` when it is replaced."})


class TouchedSchema(Schema):
    """A field that teams have to look at; what no longer fits is kept and shown to them."""

    label = ma.fields.String()
    why = ma.fields.String()
    drafts = ma.fields.Integer(metadata={"description": "In how many drafts."})


class FormEffectSchema(Schema):
    """What publishing the draft would do."""

    version = ma.fields.Integer(metadata={"description": "Of the form that is asked now."})
    in_use = ma.fields.Boolean(metadata={"description": "Whether entries were begun with it."})
    drafts = ma.fields.Integer(metadata={"description": "Entries that are not handed in; they move."})
    submitted = ma.fields.Integer(metadata={"description": "Entries that are handed in; they stay as they are."})
    behind = ma.fields.Integer(
        metadata={"description": "Of the drafts those that are still being brought to the form that is asked now."}
    )
    changes = ma.fields.List(ma.fields.String(), metadata={"description": "In words."})
    touched = ma.fields.List(
        ma.fields.Nested(TouchedSchema),
        dump_default=list,
        metadata={"description": "What of drafts no longer fits or is demanded anew."},
    )
    touched_submitted = ma.fields.Integer(
        dump_default=0,
        metadata={"description": "Entries handed in that would have to change once they are taken back."},
    )
    told = ma.fields.Integer(dump_default=0, metadata={"description": "Entries whose leaders would be told."})
