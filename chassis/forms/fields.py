"""The kinds of fields a form has."""

from decimal import Decimal
from typing import Annotated, Literal, Union

import msgspec

from chassis.forms.bilingual import Words
from chassis.forms.conditions import ChoiceKey, Condition, Key

Audience = Literal["team", "judges", "public"]
"""Who reads answers, in the words of form documents: who fills the form in, who appraises it, everybody."""
Count = Annotated[int, msgspec.Meta(ge=0, le=100_000)]
Day = Annotated[str, msgspec.Meta(pattern=r"^(today|\d{4}-\d{2}-\d{2})$", description="A date, or `today`.")]
FileType = Literal["pdf", "doc", "docx", "ppt", "pptx", "xls", "xlsx", "jpg", "png", "mp4", "zip"]
Pattern = Literal["any", "email", "mobile", "uscc", "time", "name", "handle"]
Figure = Annotated[Decimal, msgspec.Meta(description="A decimal number, written as a string.")]


class Choice(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One answer to choose."""

    key: ChoiceKey
    name: Words


class Field(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True, tag_field="kind"
):
    """What every field has."""

    key: Key
    label: Words
    help: Words | None = None
    required: bool = False
    required_when: Condition | None = None
    shown_when: Condition | None = None
    only_for: dict[Key, tuple[ChoiceKey, ...]] = {}
    """Fields of choice, and the answers to them for which this one is asked: tracks, groups."""
    seen_by: tuple[Audience, ...] | None = None
    """Who sees the answer besides the team; in a row, everybody who sees the rows unless given."""
    searched: bool = False
    listed: bool = False
    """Whether it is a column of lists."""
    personal: bool = False
    """Whether the answer is about the person who gives it: it goes when that person closes the account."""
    phase: Annotated[str, msgspec.Meta(max_length=40)] = ""
    """When it is asked, if not from the beginning."""


class Text(Field, frozen=True, kw_only=True, tag="text"):
    """A line of text; limits count visible code points."""

    least: Count = 0
    most: Count = 200
    pattern: Pattern = "any"

    @property
    def is_hidden(self) -> bool:
        """Whether nobody sees or types it: a handle, by which a row stays the same whatever its words become."""
        return self.pattern == "handle"


class Area(Field, frozen=True, kw_only=True, tag="area"):
    """Text of several lines."""

    least: Count = 0
    most: Count = 2000
    lines: Annotated[int, msgspec.Meta(ge=2, le=40)] = 8
    """How high it is drawn."""
    rich: bool = False
    """Whether the answer is HTML of the few elements that texts of the site are made of; limits count its words."""


class Number(Field, frozen=True, kw_only=True, tag="number"):
    """An exact decimal number with a unit; its answer is kept as a string."""

    unit: Words | None = None
    decimals: Annotated[int, msgspec.Meta(ge=0, le=6)] = 0
    low: Figure | None = None
    high: Figure | None = None


class Money(Field, frozen=True, kw_only=True, tag="money"):
    """An amount in 万元 with two decimals, exact; its answer is kept as a string."""

    low: Figure | None = Decimal(0)
    high: Figure | None = None


class Date(Field, frozen=True, kw_only=True, tag="date"):
    """A calendar day, ISO 8601."""

    earliest: Day | None = None
    latest: Day | None = None


class _Chosen(Field, frozen=True, kw_only=True):
    """What fields of choice share: the choices, or the name of a list that the form is offered with."""

    choices: Annotated[tuple[Choice, ...], msgspec.Meta(max_length=200)] = ()
    source: Annotated[str, msgspec.Meta(max_length=40)] = ""


class Select(_Chosen, frozen=True, kw_only=True, tag="select"):
    """One of several, from a list that opens."""


class Radio(_Chosen, frozen=True, kw_only=True, tag="radio"):
    """One of several, all in sight."""


class Checks(_Chosen, frozen=True, kw_only=True, tag="checks"):
    """Several of several; `least` and `most` count what is chosen."""

    least: Count = 0
    most: Count = 200


class Link(Field, frozen=True, kw_only=True, tag="link"):
    """The address of a page, http or https."""

    most: Annotated[int, msgspec.Meta(ge=20, le=2000)] = 500


class Undertaking(Field, frozen=True, kw_only=True, tag="undertaking"):
    """A sentence to agree to; the label is its short name."""

    text: Words


Simple = Union[Text, Area, Number, Money, Date, Select, Radio, Link]  # noqa: UP007  as AnyField
"""Kinds that may stand in a row."""


class Rows(Field, frozen=True, kw_only=True, tag="rows"):
    """Repeated rows of simple fields."""

    fields: Annotated[tuple[Simple, ...], msgspec.Meta(min_length=1, max_length=12)]
    noun: Words
    """What one row is."""
    least: Annotated[int, msgspec.Meta(ge=0, le=100)] = 0
    most: Annotated[int, msgspec.Meta(ge=1, le=100)] = 10


class Template(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A file to fill in and upload. Whoever keeps files says where it is read."""

    sha256: Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{64}$")]
    name: Annotated[str, msgspec.Meta(min_length=1, max_length=255)]
    type: Annotated[str, msgspec.Meta(pattern=r"^[a-z0-9]{1,8}$")]
    size: Annotated[int, msgspec.Meta(ge=0, le=1 << 31)]

    def __str__(self) -> str:
        """Its name."""
        return self.name


class File(Field, frozen=True, kw_only=True, tag="file"):
    """A place for files; its answer is not among the answers but among the files."""

    types: Annotated[tuple[FileType, ...], msgspec.Meta(min_length=1)]
    size: Annotated[int, msgspec.Meta(ge=1, le=1 << 31)]
    """Bytes of one file at most."""
    count: Annotated[int, msgspec.Meta(ge=1, le=50)] = 1
    """Files at most."""
    pages: Annotated[int, msgspec.Meta(ge=1, le=2000)] | None = None
    """Pages or slides of one file at most; None for any number."""
    template: Template | None = None
    """What teams may download, fill in and upload here."""


AnyField = Union[  # noqa: UP007  msgspec builds its tagged union of it
    Text, Area, Number, Money, Date, Select, Radio, Checks, Link, Undertaking, Rows, File
]
Chosen = (Select, Radio, Checks)
"""Kinds with choices."""


def choice_names(field: Select | Radio | Checks) -> dict[str, Words]:
    """What each choice is called."""
    return {choice.key: choice.name for choice in field.choices}


def kind_of(field: Field) -> str:
    """The kind of a field, as documents write it."""
    return str(field.__struct_config__.tag)
