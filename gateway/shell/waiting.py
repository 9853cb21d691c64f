"""How much waits behind each entry of the navigation: noted by a page that counted it, shown by the frame."""

from collections.abc import Mapping
from typing import cast

from flask import g


def note_waiting(counts: Mapping[str, int]) -> None:
    """Let the frame of this page show these numbers, by the words of `Item.waits`."""
    g.waiting = counts


def noted_waiting() -> Mapping[str, int] | None:
    """What was noted for this page; None where nobody counted."""
    return cast("Mapping[str, int] | None", g.get("waiting"))
