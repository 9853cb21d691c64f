"""What changed between two versions of an article, as a person would mark it: struck out and put in."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from chassis.words import markup
from gateway.clients.registration.articles import Version

FIELDS = ("title", "summary", "body", "title_en", "summary_en", "body_en")
LONGEST = 2000
"""Characters of a line up to which single characters are compared; longer ones are shown whole, old and new."""
LIKE = 0.4
"""How alike two lines must be for their differences to be worth marking inside them."""


@dataclass(frozen=True)
class Piece:
    """Part of a line: `same`, `out` or `in`."""

    kind: str
    text: str


@dataclass(frozen=True)
class Change:
    """What changed in one field; no lines where only its formatting did."""

    field: str
    lines: list[list[Piece]]


def changes(before: Version | None, after: Version) -> list[Change]:
    """Every field that differs, in order; without one before, every field that says something."""
    texts = ((name, str(getattr(before, name)) if before else "", str(getattr(after, name))) for name in FIELDS)
    return [Change(name, list(_lines(markup.plain(old), markup.plain(new)))) for name, old, new in texts if old != new]


def _lines(before: str, after: str) -> Iterator[list[Piece]]:
    """Only the lines that changed."""
    old, new = before.split("\n"), after.split("\n")
    for kind, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        gone, come = old[i:j], new[k:m]
        for number in range(max(len(gone), len(come))):
            yield from _line(gone[number] if number < len(gone) else "", come[number] if number < len(come) else "")


def _line(old: str, new: str) -> Iterator[list[Piece]]:
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if old and new and max(len(old), len(new)) <= LONGEST and matcher.ratio() >= LIKE:
        yield list(_pieces(matcher, old, new))
        return
    yield from ([Piece(kind, text)] for kind, text in (("out", old), ("in", new)) if text)


def _pieces(matcher: "SequenceMatcher[str]", old: str, new: str) -> Iterator[Piece]:
    for kind, i, j, k, m in matcher.get_opcodes():
        if kind == "equal":
            yield Piece("same", old[i:j])
            continue
        if i < j:
            yield Piece("out", old[i:j])
        if k < m:
            yield Piece("in", new[k:m])
