"""One field of a form that a document describes, as a page draws it."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import msgspec
from flask_babel import gettext as _

from chassis.forms.conditions import Condition
from chassis.forms.fields import AnyField, Area, Chosen, Link, Rows, Text, kind_of
from chassis.forms.wording import in_words
from gateway.forms.field_hints import counter_of, hint_of, label_of

INPUTS = {"email": "email", "mobile": "tel", "handle": "hidden"}
"""The type of an input for each pattern of a text, so that phones show the right keys."""
PICTURES = "pictures"
"""The list of choices that are pictures."""
FEW = 2
"""A line of text with a lower limit above this shows a counter; of others only an error speaks."""


@dataclass(frozen=True)
class Part:
    """One field as the page draws it."""

    field: AnyField
    name: str
    """Of its input, and of the messages about it."""
    kind: str
    label: str
    hint: str
    counter: str
    """The limits of a text in words, where they are counted on the page."""
    optional: bool
    when: str = ""
    """The condition as JSON, for the script that shows and hides the field."""
    clause: str = ""
    """The condition in words, for those without script."""
    rows: tuple[tuple["Part", ...], ...] = ()
    blank: tuple["Part", ...] = ()
    """What a new row consists of."""
    pictures: Mapping[str, str] = dataclasses.field(default_factory=dict)
    """Where the answers to choose from are shown in small, by their keys; empty where they are no pictures."""

    @property
    def choices(self) -> list[dict[str, str]]:
        """The answers to choose from, as the macros take them."""
        found = self.field.choices if isinstance(self.field, Chosen) else ()
        named = [{"key": one.key, "name": one.name.zh, "name_en": one.name.en} for one in found]
        return [one | {"picture": self.pictures.get(one["key"], "")} for one in named]

    @property
    def input(self) -> str:
        """The type of the input of a line of text."""
        return INPUTS.get(self.field.pattern, "text") if isinstance(self.field, Text) else "text"

    @property
    def least(self) -> int:
        """The shortest answer."""
        return self.field.least if isinstance(self.field, Text | Area) else 0

    @property
    def most(self) -> int:
        """The longest answer."""
        return self.field.most if isinstance(self.field, Text | Area | Link) else 0


def drawn(
    one: AnyField,
    name: str,
    condition: Condition | None,
    known: Mapping[str, Any],
    rows: Any = (),
    blank: Any = (),
    pictures: Mapping[str, str] | None = None,
) -> Part:
    """A field under the name of its input; `pictures` by the keys of choices, as the form has them."""
    demanded = one.required or (isinstance(one, Rows) and one.least > 0)
    hint = hint_of(one)
    if one.required_when is not None and not demanded:
        needed = _("%(clause)s时必填", clause=in_words(one.required_when, known))
        hint = f"{hint}{_('；')}{needed}" if hint else str(needed)
    counted = isinstance(one, Area) or (isinstance(one, Text) and one.least > FEW)
    return Part(
        field=one,
        name=name,
        kind=kind_of(one),
        label=label_of(one),
        hint=hint,
        counter=counter_of(one.least, one.most) if counted and isinstance(one, Text | Area) else "",
        optional=not demanded and one.required_when is None,
        when=msgspec.json.encode(condition).decode() if condition else "",
        clause=in_words(condition, known) if condition else "",
        rows=rows,
        blank=blank,
        pictures=pictures or {} if isinstance(one, Chosen) and one.source == PICTURES else {},
    )
