"""HTTP shapes of forms."""

import json
from typing import Any

import marshmallow as ma

from chassis.http.schemas import Schema
from services.registration.contest.forms.models import Shown


class DocumentSchema(Schema):
    """A form document, as docs/form.schema.json describes it; its version is given when it is saved."""

    class Meta:
        unknown = ma.INCLUDE


class FormSchema(Schema):
    """A version of a form."""

    edition = ma.fields.String()
    version = ma.fields.Integer()
    sha256 = ma.fields.String(metadata={"description": "Of the canonical document."})
    in_use = ma.fields.Boolean(metadata={"description": "Whether entries were begun with it; then it never changes."})
    document = ma.fields.Dict(keys=ma.fields.String())
    changes = ma.fields.List(ma.fields.String(), metadata={"description": "Against the version before, in words."})

    @ma.pre_dump
    def read(self, found: Shown, **_kwargs: Any) -> dict[str, Any]:
        """The document as JSON beside the facts about it."""
        facts = {name: getattr(found.form, name) for name in ("edition", "version", "sha256", "in_use")}
        return {**facts, "document": json.loads(found.form.document), "changes": found.changes}
