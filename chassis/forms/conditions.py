"""Conditions over the answers to other fields, and whether they hold."""

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Union

import msgspec

from chassis.words.visible import shows

Key = Annotated[str, msgspec.Meta(pattern=r"^[a-z][a-z0-9_]{0,39}$", description="Name used by programs.")]
ChoiceKey = Annotated[str, msgspec.Meta(pattern=r"^[a-z0-9][a-z0-9_-]{0,59}$")]
DEEPEST = 6
"""How many conditions may stand inside one another."""


class _Condition(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="is"):
    """What all conditions share."""


class Equals(_Condition, frozen=True, tag="equals"):
    """The answer is this one; of several answers, this one is among them."""

    field: Key
    value: str


class OneOf(_Condition, frozen=True, tag="one-of"):
    """The answer, or one of several answers, is among these."""

    field: Key
    values: Annotated[tuple[str, ...], msgspec.Meta(min_length=1, max_length=50)]


class Filled(_Condition, frozen=True, tag="filled"):
    """The field has an answer."""

    field: Key


class Not(_Condition, frozen=True, tag="not"):
    """The other condition does not hold."""

    of: "Condition"


class AllOf(_Condition, frozen=True, tag="all"):
    """Every one of these holds."""

    of: Annotated[tuple["Condition", ...], msgspec.Meta(min_length=1, max_length=20)]


class AnyOf(_Condition, frozen=True, tag="any"):
    """At least one of these holds."""

    of: Annotated[tuple["Condition", ...], msgspec.Meta(min_length=1, max_length=20)]


Condition = Union[Equals, OneOf, Filled, Not, AllOf, AnyOf]  # noqa: UP007  msgspec resolves the name in strings


def is_answered(value: Any) -> bool:
    """Whether somebody gave an answer: something visible, something ticked, a row with something in it."""
    if isinstance(value, str):
        return shows(value)
    if isinstance(value, Mapping):
        return any(is_answered(one) for one in value.values())
    if isinstance(value, list | tuple):
        return any(is_answered(one) for one in value)
    return value is not None and value is not False


def holds(condition: Condition, answers: Mapping[str, Any]) -> bool:
    """Whether the condition holds for these answers."""
    match condition:
        case Equals(field, value):
            return value in _given(answers.get(field))
        case OneOf(field, values):
            return not _given(answers.get(field)).isdisjoint(values)
        case Filled(field):
            return is_answered(answers.get(field))
        case Not(of):
            return not holds(of, answers)
        case AllOf(of):
            return all(holds(one, answers) for one in of)
        case AnyOf(of):
            return any(holds(one, answers) for one in of)


def named_in(condition: Condition) -> Iterator[Equals | OneOf | Filled]:
    """The simple conditions in it, each with the field it asks about."""
    match condition:
        case Not(of):
            yield from named_in(of)
        case AllOf(of) | AnyOf(of):
            for one in of:
                yield from named_in(one)
        case _:
            yield condition


def depth(condition: Condition) -> int:
    """How many conditions stand inside one another, this one included."""
    match condition:
        case Not(of):
            return 1 + depth(of)
        case AllOf(of) | AnyOf(of):
            return 1 + max(depth(one) for one in of)
        case _:
            return 1


def joined(conditions: list[Condition]) -> Condition | None:
    """One condition that holds where all of these do."""
    return None if not conditions else conditions[0] if len(conditions) == 1 else AllOf(tuple(conditions))


def _given(value: Any) -> set[str]:
    if isinstance(value, str):
        return {value.strip()}
    return {one for one in value if isinstance(one, str)} if isinstance(value, list | tuple) else set()
