"""What was typed of a list drawn from a result: numbers, and what is decided of those who share a line."""

from collections.abc import Sequence

from werkzeug.datastructures import MultiDict

MOST = 10_000
"""More entries than any line has above it."""
PREFIX = "ties."


def number(text: str | None) -> int:
    """A whole number as typed; 0 for anything else."""
    return min(int(text), MOST) if text and text.strip().isascii() and text.strip().isdigit() else 0


def ties(typed: MultiDict[str, str]) -> dict[str, str]:
    """What is decided, by key of the line."""
    return {name.removeprefix(PREFIX): how for name, how in typed.items() if name.startswith(PREFIX) and how}


def chosen(typed: MultiDict[str, str]) -> Sequence[str]:
    """The entries ticked where only some of those tied are taken."""
    return typed.getlist("chosen")
