"""A form: sections of fields, with the conditions under which each is shown and required."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from graphlib import TopologicalSorter
from typing import Annotated, Any

import msgspec
from msgspec.structs import replace

from chassis.forms.bilingual import Words
from chassis.forms.conditions import ChoiceKey, Condition, Key, OneOf, holds, joined, named_in
from chassis.forms.fields import AnyField, Choice, Chosen, File, Rows


class Section(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """Fields under one heading."""

    key: Key
    title: Words
    help: Words | None = None
    shown_when: Condition | None = None
    only_for: dict[Key, tuple[ChoiceKey, ...]] = {}
    fields: Annotated[tuple[AnyField, ...], msgspec.Meta(min_length=1, max_length=60)]


class Form(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True, dict=True):
    """A whole form. A version that is in use never changes; a new one has the next number."""

    key: Annotated[str, msgspec.Meta(pattern=r"^[a-z0-9][a-z0-9-]{0,49}$")]
    version: Annotated[int, msgspec.Meta(ge=1, le=100_000)]
    title: Words
    sections: Annotated[tuple[Section, ...], msgspec.Meta(min_length=1, max_length=30)]

    def __iter__(self) -> Iterator[AnyField]:
        return (field for section in self.sections for field in section.fields)

    def __getitem__(self, key: str) -> AnyField:
        return self.by_key[key]

    @cached_property
    def by_key(self) -> dict[str, AnyField]:
        """The fields under their keys."""
        return {field.key: field for field in self}

    @cached_property
    def section_of(self) -> dict[str, Section]:
        """The section of each field."""
        return {field.key: section for section in self.sections for field in section.fields}

    @cached_property
    def conditions(self) -> dict[str, Condition | None]:
        """When each field is shown: its own condition and that of its section, for the tracks and groups it is for."""
        return {field.key: joined(_conditions(self.section_of[field.key], field)) for field in self}

    @cached_property
    def order(self) -> tuple[str, ...]:
        """The keys, each after those its condition asks about. Raises graphlib.CycleError."""
        asked = {
            key: {one.field for one in named_in(condition)} & self.by_key.keys() if condition else set()
            for key, condition in self.conditions.items()
        }
        return tuple(TopologicalSorter(asked).static_order())

    def shown(self, given: Mapping[str, Any]) -> frozenset[str]:
        """The fields that are asked, given answers (and files) so far; what is not asked counts as unanswered."""
        known: dict[str, Any] = {}
        found = set()
        for key in self.order:
            condition = self.conditions[key]
            if condition is None or holds(condition, known):
                found.add(key)
                known[key] = given.get(key)
        return frozenset(found)

    def required(self, given: Mapping[str, Any], shown: frozenset[str]) -> frozenset[str]:
        """Those of the shown fields that have to be answered."""
        known = {key: given.get(key) for key in shown}
        return frozenset(key for key in shown if is_required(self.by_key[key], known))

    def offering(self, sources: Mapping[str, Iterable[Choice]]) -> "Form":
        """The same form with the choices of these lists, wherever a field takes them from there."""
        lists = {name: tuple(choices) for name, choices in sources.items()}
        return self._with(lambda field: _offered(field, lists))

    def during(self, phase: str = "") -> "Form":
        """The same form without what is asked in another phase."""
        return self._only(lambda field: field.phase in ("", phase))

    def without(self, *keys: str) -> "Form":
        """The same form without these fields."""
        return self._only(lambda field: field.key not in keys)

    def _only(self, wanted: Callable[[AnyField], bool]) -> "Form":
        sections = [replace(s, fields=tuple(f for f in s.fields if wanted(f))) for s in self.sections]
        return replace(self, sections=tuple(section for section in sections if section.fields))

    def _with(self, change: Any) -> "Form":
        sections = [replace(s, fields=tuple(change(field) for field in s.fields)) for s in self.sections]
        return replace(self, sections=tuple(sections))

    @cached_property
    def slots(self) -> tuple[File, ...]:
        """The places for files."""
        return tuple(field for field in self if isinstance(field, File))


def is_required(field: AnyField, known: Mapping[str, Any]) -> bool:
    """Whether a field that is shown has to be answered, given the other answers."""
    least = field.least if isinstance(field, Rows) else 0
    return field.required or least > 0 or (field.required_when is not None and holds(field.required_when, known))


def joined_conditions(field: AnyField) -> Condition | None:
    """When a field of a row is asked; None: always."""
    return joined(_conditions(None, field))


def is_shown_in_row(field: AnyField, known: Mapping[str, Any]) -> bool:
    """Whether a field of a row is asked, given the row and the answers around it."""
    condition = joined_conditions(field)
    return condition is None or holds(condition, known)


def _conditions(section: Section | None, field: AnyField) -> list[Condition]:
    parts: list[Section | AnyField] = [section, field] if section else [field]
    found: list[Condition] = []
    for part in parts:
        found += [OneOf(key, values) for key, values in part.only_for.items()]
        found += [part.shown_when] if part.shown_when else []
    return found


def _offered(field: AnyField, lists: Mapping[str, tuple[Choice, ...]]) -> AnyField:
    if isinstance(field, Rows):
        return replace(field, fields=tuple(_offered(one, lists) for one in field.fields))
    if isinstance(field, Chosen) and field.source in lists:
        return replace(field, choices=lists[field.source])
    return field


def choices_of(items: Iterable[Mapping[str, Any]]) -> list[Choice]:
    """Choices made of a list that somebody else keeps: `key`, `name` and perhaps `name_en` of each."""
    return [Choice(item["key"], Words(item["name"], item.get("name_en") or "")) for item in items]
