"""From one version of a form to the next: what moves, what no longer fits, and what has to be answered now."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, NamedTuple

import marshmallow as ma
import msgspec
from flask_babel import lazy_gettext as _l

from chassis.forms.bilingual import Words
from chassis.forms.conditions import is_answered, named_in
from chassis.forms.definition import Form, joined_conditions
from chassis.forms.fields import AnyField, Chosen, File, Rows
from chassis.forms.files import Files, StoredFile, slot_errors
from chassis.forms.schemas import schema_of
from chassis.forms.versions.carrying import BOUNDS, GONE, REASONS, Kept, carry_over, kept
from chassis.http.schemas import field_errors

DEMANDED = "demanded"
EFFECTS: Mapping[str, Any] = {**REASONS, DEMANDED: _l("新版要求必填")}
"""What a version does to a field of somebody's answers, in words."""
REQUIRED = "required"
"""The code of messages about what is not answered."""
Codes = dict[str, set[str]]
"""What is wrong, by place."""
Slots = Mapping[str, list[StoredFile]]
"""The files of slots in which there are any."""


class Touched(msgspec.Struct, frozen=True):
    """A field that somebody has to look at because of the new version."""

    label: Words
    why: str
    """A key of EFFECTS."""


class Moved(msgspec.Struct, frozen=True):
    """Answers in the new version."""

    answers: dict[str, Any]
    kept: list[Kept]
    """What no longer fits: what found no place, and what is out of bounds and stands in its place as well."""
    touched: list[Touched]
    """The fields of these, and those that are demanded now."""


class VersionChange:
    """The step from one version to the next, prepared once for the answers of many.

    Only fields that differ are read again: what is said of the others stays true.
    """

    def __init__(self, old: Form, new: Form) -> None:
        self.old, self.new = old, new

    def move(self, answers: Mapping[str, Any], files: Files | None = None) -> Moved:
        """What becomes of these answers and files."""
        stored = {slot: list(found) for slot, found in (files or {}).items() if found}
        carried = carry_over(answers, self.old, self.new)
        stays = [*carried.kept, *self._files_left(stored)]
        wrong = self._wrong(answers, carried.answers, stored)
        bounds = [place for place, codes in wrong.items() if codes - {REQUIRED}]
        stays += [one for place in bounds for one in self._out_of_bounds(place, carried.answers, stored)]
        touched = [Touched(_label(self.old if one.why != BOUNDS else self.new, one.place), one.why) for one in stays]
        demanded = [_label(self.new, place) for place in wrong if place not in bounds]
        seen = {one.label for one in touched}
        touched += [Touched(label, DEMANDED) for label in demanded if label not in seen]
        return Moved(carried.answers, stays, list(dict.fromkeys(touched)))

    @cached_property
    def concerned(self) -> frozenset[str]:
        """The keys of all answers and files on which what the step touches depends: those that answer alike there are
        touched alike.

        A field is affected where its rules differ, or where it is asked depends on one that is; a list of choices that
        is kept elsewhere may have changed unseen. Whether it is asked follows from all that its conditions name.
        """
        named = [(key, asked) for form in (self.old, self.new) for key, asked in _named_by(form)]
        found = {key for key in self.old.by_key.keys() | self.new.by_key.keys() if self._differs(key)}
        affected = _spread(found, [(asked, key) for key, asked in named])
        return frozenset(_spread(affected, named))

    def _differs(self, key: str) -> bool:
        before, after = self.old.by_key.get(key), self.new.by_key.get(key)
        if before != after or self.old.conditions.get(key) != self.new.conditions.get(key):
            return True
        cells = after.fields if isinstance(after, Rows) else (after,)
        return any(isinstance(one, Chosen) and one.source for one in cells)

    @cached_property
    def _changed(self) -> tuple[AnyField, ...]:
        """Fields whose rules differ, as far as they are answered in words."""
        return tuple(one for one in self.new if self.old.by_key.get(one.key) != one and not isinstance(one, File))

    @cached_property
    def _order(self) -> dict[str, int]:
        return {key: number for number, key in enumerate(self.new.by_key)}

    def _position(self, place: str) -> int:
        return self._order[place.partition(".")[0]]

    @cached_property
    def _schemas(self) -> tuple[ma.Schema, ma.Schema]:
        before = (self.old.by_key.get(one.key) for one in self._changed)
        return schema_of(tuple(one for one in before if one)), schema_of(self._changed)

    def _wrong(self, before: Mapping[str, Any], after: Mapping[str, Any], files: Slots) -> Codes:
        """What is wrong with the answers in the new version and was not in the old one, in the form's order."""
        was, now = _asked(self.old, before, files), _asked(self.new, after, files)
        fresh = {key: {REQUIRED} for key in now.needed if now.lacks(key) and not was.lacks_the_same(key, now)}
        if refused := _refused(self.new, self._schemas[1], now):
            known = _refused(self.old, self._schemas[0], was)
            fresh |= {place: new for place, codes in refused.items() if (new := codes - known.get(place, set()))}
        return {place: fresh[place] for place in sorted(fresh, key=self._position)}

    def _files_left(self, files: Slots) -> Iterator[Kept]:
        for slot, found in files.items():
            if not isinstance(self.new.by_key.get(slot), File):
                yield from kept(slot, self.old.by_key.get(slot), [one.name for one in found], GONE)

    def _out_of_bounds(self, place: str, answers: Mapping[str, Any], files: Slots) -> list[Kept]:
        key, _, inner = place.partition(".")
        field, value = self.new.by_key.get(key), answers.get(key)
        if isinstance(field, File):
            value = [one.name for one in files[key]]
        elif isinstance(field, Rows) and inner:
            number, _, cell = inner.partition(".")
            field = next((one for one in field.fields if one.key == cell), None)
            value = value[int(number)].get(cell) if isinstance(value, list) else None
        return kept(place, field, value, BOUNDS, _label(self.new, place))


class Asked(NamedTuple):
    """What a form asks of somebody, given the answers and files."""

    whole: Mapping[str, Any]
    shown: frozenset[str]
    needed: frozenset[str]

    def lacks(self, key: str) -> bool:
        """Whether a field has no answer."""
        return not is_answered(self.whole.get(key))

    def lacks_the_same(self, key: str, other: "Asked") -> bool:
        """Whether it is needed and lacking here as it is there; an answer that is the same is not looked at."""
        return key in self.needed and (self.whole.get(key) is other.whole.get(key) or self.lacks(key))


def _named_by(form: Form) -> Iterator[tuple[str, str]]:
    """Each field with every other that its conditions ask about, and those of its rows."""
    for field in form:
        cells = field.fields if isinstance(field, Rows) else ()
        conditions = [form.conditions[field.key], *(joined_conditions(one) for one in cells)]
        conditions += [one.required_when for one in (field, *cells)]
        yield from ((field.key, one.field) for condition in conditions if condition for one in named_in(condition))


def _spread(start: Iterable[str], steps: Sequence[tuple[str, str]]) -> set[str]:
    """All that is reached from the start by steps from one key to another."""
    found, fresh = set(start), True
    while fresh:
        reached = {there for here, there in steps if here in found}
        fresh = not reached <= found
        found |= reached
    return found


def _asked(form: Form, answers: Mapping[str, Any], files: Slots) -> Asked:
    whole = {**answers, **files}
    shown = form.shown(whole)
    return Asked(whole, shown, form.required(whole, shown))


def _refused(form: Form, schema: ma.Schema, asked: Asked) -> Codes:
    """What the rules of the schema's fields, and those of the slots, say of answers."""
    found: Codes = {}
    around = any(isinstance(form.by_key[key], Rows) for key in schema.fields)  # conditions in rows ask about others
    given = {key: asked.whole[key] for key in (asked.shown if around else schema.fields) if key in asked.whole}
    try:
        schema.load({key: value for key, value in given.items() if key in asked.shown and is_answered(value)})
    except ma.ValidationError as error:
        for place, messages in field_errors({"json": error.messages_dict}).items():
            found[place] = {one["code"] for one in messages}
    for slot in (one for one in form.slots if one.key in asked.shown and asked.whole.get(one.key)):
        errors = slot_errors(slot, asked.whole[slot.key], needed=False)
        found |= {slot.key: {one.code for one in errors}} if errors else {}
    return found


def _label(form: Form, place: str) -> Words:
    """What the field at a place is called; of a row with what the rows are called."""
    key, _, inner = place.partition(".")
    field = form.by_key.get(key)
    if field is None:
        return Words(key)
    cell = inner.rpartition(".")[2]
    named: Iterable[Any] = field.fields if isinstance(field, Rows) else ()
    for one in (one for one in named if one.key == cell):
        english = f"{field.label.en or field.label.zh} › {one.label.en or one.label.zh}"
        return Words(f"{field.label.zh} › {one.label.zh}", english)
    return field.label
