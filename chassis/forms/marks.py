"""The mark of an answer, by which whoever replaces it says which one they read."""

from collections.abc import Mapping
from typing import Any

from chassis.canonical import fingerprint
from chassis.words.visible import cleaned

_LENGTH = 12
"""Characters of a mark: enough that no two answers to one field share theirs by chance."""


def mark(value: Any) -> str:
    """Names an answer by what it says: two savings of the same one have the same mark, no answer has an empty one."""
    said = even(value)
    return fingerprint(said)[:_LENGTH] if said else ""


def marks_of(answers: Mapping[str, Any]) -> dict[str, str]:
    """The marks of all that is answered, by the key of the field."""
    return {key: found for key, value in answers.items() if (found := mark(value))}


def even(value: Any) -> Any:
    """An answer without what two savings of the same one may differ in: line ends, blanks around, empty cells."""
    if isinstance(value, str):
        return cleaned(value, lines=True)
    if isinstance(value, list):
        return [even(one) for one in value]
    if isinstance(value, Mapping):
        return {key: even(one) for key, one in value.items() if one}
    return value or ""
