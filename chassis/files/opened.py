"""What opening a file told."""

from typing import Literal, get_args

import msgspec

Finding = Literal["encrypted", "cut-off", "empty", "unreadable", "wrong-kind", "too-complex"]
"""Why a file is of no use to whoever is to read it."""
ENCRYPTED, CUT_OFF, EMPTY, UNREADABLE, WRONG_KIND, TOO_COMPLEX = get_args(Finding)
TEXT = 100_000
"""Characters of a file's text that are kept."""
LINE = 300
"""Characters of a title, an author and the like that are kept."""


class Opened(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A file as it was opened."""

    pages: int | None = None
    """Pages or slides; None where the file does not say."""
    about: dict[str, str] = {}
    """What the file says of itself: title, author, company, program …"""
    text: str = ""
    """Its beginning, at most TEXT characters."""
    picture: bytes = b""
    """Its first page, or itself, in small as WebP; empty where there is none."""


class Unfit(Exception):
    """The file is of no use to whoever is to read it."""

    def __init__(self, finding: str) -> None:
        super().__init__(finding)
        self.finding = finding


def line_of(text: object) -> str:
    """A title, an author and the like, in one line of what can be shown and stored."""
    return " ".join("".join(c if c.isprintable() else " " for c in str(text or "")).split())[:LINE]


def text_of(text: str) -> str:
    """A text as it can be stored: no lone surrogates, no NUL."""
    return text.encode("utf-8", "ignore").decode().replace("\0", "")[:TEXT]
