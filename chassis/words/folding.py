"""Text as it is compared and searched: 5G and ５Ｇ are the same, as are Mec and MEC, José and Jose, 廈門 and 厦门."""

import re
import unicodedata
from functools import lru_cache

from chassis.words.simplified import simplified
from chassis.words.visible import visible

_ACCENT = re.compile("[\u0300-\u036f]")
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th", "•": "·", "‧": "·", "∙": "·"}
)
"""Letters with a stroke, which Unicode does not take apart, and the dots that stand between parts of a name."""
_MARKS = re.compile(r"[\W_]+")
"""Blanks and marks, which nobody writes the same way twice."""


@lru_cache(maxsize=5000)
def fold(text: str) -> str:
    """The visible text in compatibility form (NFKC), without case or accents, in simplified characters.

    Folding twice is once.
    """
    folded = visible(text)
    if folded.isascii():
        return visible(folded.lower())
    for _ in range(3):
        folded = unicodedata.normalize("NFKC", _without_accents(folded)).casefold()
    return visible(unicodedata.normalize("NFKC", simplified(folded)))


def _without_accents(text: str) -> str:
    """Without accents."""
    return _ACCENT.sub("", unicodedata.normalize("NFKD", text)).translate(_LETTERS)


def bare(text: str) -> str:
    """The folded text without blanks and marks: names that are alike in it are the same name."""
    return _MARKS.sub("", fold(text))


def holds(text: str, query: str) -> bool:
    """Whether every word of the query stands somewhere in the text, both folded. An empty query: no."""
    words, folded = fold(query).split(), fold(text)
    return bool(words) and all(word in folded for word in words)
