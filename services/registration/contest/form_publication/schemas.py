"""HTTP shapes of what is asked about the form of an edition while it is written."""

import marshmallow as ma

from chassis.http.schemas import Length, Schema, Trimmed


class BeginningOfFormSchema(Schema):
    """One of the two: a ready-made form by its key, or an edition by its slug."""

    set = Trimmed(load_default="", validate=Length(0, 50))
    edition = Trimmed(load_default="", validate=Length(0, 50))


class FormSourceSchema(Schema):
    """A form to begin with."""

    key = ma.fields.String()
    name = ma.fields.String()


class FormBeginningsSchema(Schema):
    """The forms to begin with."""

    sets = ma.fields.List(ma.fields.Nested(FormSourceSchema))
    editions = ma.fields.List(ma.fields.Nested(FormSourceSchema))


class UnfittingSchema(Schema):
    """Answers that the new form has no place for; they are kept and shown to their team."""

    label = ma.fields.String()
    why = ma.fields.String()
    drafts = ma.fields.Integer(metadata={"description": "In how many drafts."})


class FormEffectSchema(Schema):
    """What publishing the draft would do."""

    version = ma.fields.Integer(metadata={"description": "Of the form that is asked now."})
    in_use = ma.fields.Boolean(metadata={"description": "Whether entries were begun with it."})
    drafts = ma.fields.Integer(metadata={"description": "Entries that are not handed in; they move."})
    submitted = ma.fields.Integer(metadata={"description": "Entries that are handed in; they stay as they are."})
    changes = ma.fields.List(ma.fields.String(), metadata={"description": "In words."})
    unfitting = ma.fields.List(ma.fields.Nested(UnfittingSchema))
