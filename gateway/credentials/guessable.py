"""Passwords that many people choose, which guessing begins with. Made by `python -m deploy.books.guessable`."""

from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("guessable.txt")
LEAST = 4
"""Letters of a word on the list; shorter ones stand in too many good passwords."""
_SPELLED = str.maketrans("@4301!$57", "aaeoiisst")
"""Signs that are taken for letters."""


def core(password: str) -> str:
    """What is left of a password without what stands around its word: `Password!2024` is `password`."""
    return password.lower().strip("0123456789 !@#$%^&*()-_=+.,?~'\"")


def is_guessable(password: str) -> bool:
    """Whether it is a word of the list, or the same word several times, with digits or signs around or within it."""
    known = _words()
    whole = password.lower()
    return any(_once(word) in known for word in {core(whole), core(whole).translate(_SPELLED), whole})


def _once(word: str) -> str:
    """A word that is repeated, once."""
    at = (word + word).find(word, 1)
    return word[:at] if 0 < at < len(word) else word


@cache
def _words() -> frozenset[str]:
    return frozenset(FILE.read_text("utf-8").split())
