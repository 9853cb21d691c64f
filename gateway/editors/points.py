"""The check list before a document is published: each point with its field, and the address where it is mended."""

from dataclasses import dataclass

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
    """What stops its publication, then what only looks wrong, each as the document is read."""
    editor, writes = place.editor, "write" in found.may
    labels = editor.labels(found, [*found.missing, *found.doubtful])
    return [
        Point(labels[name], str(message["message"]), editor.link_to(place, found, name) if writes else "", stops)
        for messages, stops in ((found.missing, True), (found.doubtful, False))
        for name in editor.in_order(found, messages)
        for message in messages[name]
    ]
