"""Drawings that are kept for many pages, with slots for what differs from page to page."""

import re
from collections.abc import Mapping

from markupsafe import Markup, escape

_SLOT = re.compile("\0([^\0]+)\0")


def slot(name: str) -> Markup:
    """What stands in a drawing where a page puts something of its own."""
    return Markup("\0{}\0").format(name)


class Drawn:
    """A drawing with its slots."""

    def __init__(self, text: str) -> None:
        self._pieces = _SLOT.split(text)

    def filled(self, own: Mapping[str, str]) -> Markup:
        """The drawing with what is the page's own, escaped unless it is markup; it is not searched for slots again."""
        shown = [str(escape(own[piece])) if at % 2 else piece for at, piece in enumerate(self._pieces)]
        return Markup("".join(shown))  # noqa: S704  drawn by our template, and escaped just above
