"""The check list before a document is published: each point with its field, and the address where it is mended."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from gateway.clients.manuscripts import Manuscript
from gateway.editors.editor import A, Place


@dataclass(frozen=True)
class Point:
    """Something to look at before publishing."""

    label: str
    message: str
    address: str
    """Empty for whoever may not write."""
    stops: bool
    """Whether it has to be mended; others are for the author to decide."""


def points_of(place: Place[A], found: Manuscript[A]) -> list[Point]:
    """What stops its publication, then what only looks wrong."""
    form = place.editor.form(found)
    labels = form.labels(form.stored(found.content))
    order, writes = [one.key for one in form.document], "write" in found.may
    return [
        Point(str(labels.get(name, name)), message, place.link("edit", _anchor=name) if writes else "", stops)
        for messages, stops in ((found.missing, True), (found.doubtful, False))
        for name, message in _in_order(messages, order)
    ]


def _in_order(messages: Mapping[str, Sequence[Mapping[str, Any]]], order: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The service names fields as JSON orders them; people read them as the form does."""
    known = {key: number for number, key in enumerate(order)}
    for name in sorted(messages, key=lambda one: known.get(one.partition(".")[0], len(known))):
        yield from ((name, str(message["message"])) for message in messages[name])
