"""What differs between two contents of a document, as a person would mark it: struck out and put in, word by word."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from chassis.forms.definition import Form
from chassis.forms.fields import AnyField, Undertaking
from chassis.forms.showing import NO, YES
from gateway.forms.document_form import read_out

LONGEST = 2000
"""Words of a line up to which single ones are compared; longer lines are shown whole, old and new."""
LIKE = 0.4
"""How alike two lines must be for their differences to be worth marking inside them."""
_WORDS = re.compile(r"[A-Za-z0-9]+|\s+|.", re.DOTALL)
"""Words of a line; in Chinese every character is one."""


@dataclass(frozen=True)
class Piece:
    """Part of a line: `same`, `out` or `in`."""

    kind: str
    text: str


@dataclass(frozen=True)
class Change:
    """What changed in one field; no lines where only its formatting did."""

    field: str
    label: str
    lines: list[list[Piece]]


def changes(form: Form, before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Change]:
    """Every field that differs, in the form's order."""
    return [
        Change(one.key, str(one.label), marked_lines(_text(one, before), _text(one, after)))
        for one in form
        if (before.get(one.key) or None) != (after.get(one.key) or None)
    ]


def _text(field: AnyField, content: Mapping[str, Any]) -> str:
    if isinstance(field, Undertaking):
        return str(YES if content.get(field.key) else NO)
    return read_out(field, content.get(field.key))


def marked_lines(before: str, after: str) -> list[list[Piece]]:
    """The lines that changed, and no others; the words out of them together are those of the two texts' lines."""
    return list(_lines(before, after))


def _lines(before: str, after: str) -> Iterator[list[Piece]]:
    old, new = (text.split("\n") if text else [] for text in (before, after))
    for kind, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        gone, come = old[i:j], new[k:m]
        for number in range(max(len(gone), len(come))):
            yield from _line(gone[number] if number < len(gone) else "", come[number] if number < len(come) else "")


def _line(before: str, after: str) -> Iterator[list[Piece]]:
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if old and new and max(len(old), len(new)) <= LONGEST and matcher.ratio() >= LIKE:
        yield list(_pieces(matcher, old, new))
        return
    yield from ([Piece(kind, text)] for kind, text in (("out", before), ("in", after)) if text)


def _pieces(matcher: "SequenceMatcher[str]", old: list[str], new: list[str]) -> Iterator[Piece]:
    for kind, i, j, k, m in matcher.get_opcodes():
        if kind == "equal":
            yield Piece("same", "".join(old[i:j]))
            continue
        if i < j:
            yield Piece("out", "".join(old[i:j]))
        if k < m:
            yield Piece("in", "".join(new[k:m]))
