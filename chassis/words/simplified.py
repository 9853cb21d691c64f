"""Traditional Chinese characters as simplified ones, for searching. Made by `python -m deploy.books.simplified`."""

from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("simplified.txt")


def simplified(text: str) -> str:
    """The text with each traditional character as its simplified one, the most usual where there are several."""
    return text if text.isascii() else text.translate(_table())


@cache
def _table() -> dict[int, str]:
    lines = FILE.read_text("utf-8").splitlines()
    return {ord(character): line[0] for line in lines for character in line[2:]}
