"""HTTP shapes of what an entry that is written says: what is missing, what was carried over, what may change."""

from typing import Any

import marshmallow as ma

from chassis.forms.bilingual import Said, Words
from chassis.forms.versions.carrying import REASONS
from chassis.http.schemas import Schema


class KeptSchema(Schema):
    """An answer to an earlier version of the form that does not fit this one."""

    place = ma.fields.String()
    label = ma.fields.String()
    value = ma.fields.Raw()
    said = ma.fields.String(metadata={"description": "The answer in words."})
    why = ma.fields.String()
    version = ma.fields.Integer(metadata={"description": "Of the form it answered."})

    @ma.pre_dump
    def say(self, kept: dict[str, Any], **_kwargs: Any) -> dict[str, Any]:
        """Label, answer and reason in the reader's language."""
        label, said = str(Words(**kept["label"])), str(Said(**kept["said"]))
        return {**kept, "label": label, "said": said, "why": str(REASONS[kept["why"]])}


class MissingSchema(Schema):
    """One thing that still stops submission."""

    field = ma.fields.String()
    code = ma.fields.String()
    message = ma.fields.String()


class EntryCorrectionSchema(Schema):
    """A correction under way."""

    due_at = ma.fields.AwareDateTime(metadata={"description": "Until when, exclusive."})
    fields_open = ma.fields.List(
        ma.fields.String(),
        attribute="fields",
        metadata={"description": "Keys of the fields and slots that may change; no other may."},
    )
