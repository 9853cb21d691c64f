"""What every entry form asks, whatever else it does: the columns of an entry are answers to it."""

from collections.abc import Mapping
from typing import Any

from chassis.forms.definition import Form
from chassis.forms.fields import File, Radio, Select, Text
from chassis.forms.unfinished import Errors
from services.registration.contest.forms.errors import no_document, no_field

NEEDED: Mapping[str, tuple[Any, ...]] = {
    "title": (Text,),
    "track": (Select, Radio),
    "group": (Select, Radio),
    "organisation": (Text,),
}
"""Fields that every entry form has, each of one of these kinds."""
SOURCES = {"tracks": "track", "groups": "group"}
"""Lists of an edition from which fields take their choices."""


def incomplete(form: Form) -> Errors:
    """What of it is missing, by place."""
    missing = (key for key, kinds in NEEDED.items() if not isinstance(form.by_key.get(key), kinds))
    errors = {f"sections.{key}": [no_field(key).body()] for key in missing}
    if not any(isinstance(field, File) and "judges" in (field.seen_by or ()) for field in form):
        errors["sections.document"] = [no_document().body()]
    return errors
