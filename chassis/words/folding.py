"""Text as it is compared and searched: 5G and ５Ｇ are the same, and so are Mec and MEC."""

import unicodedata

from chassis.words.visible import visible


def fold(text: str) -> str:
    """Compatibility form (NFKC) of the visible text, without case. Folding twice is once."""
    folded = visible(text)
    for _ in range(3):
        folded = unicodedata.normalize("NFKC", folded).casefold()
    return visible(unicodedata.normalize("NFKC", folded))


def holds(text: str, query: str) -> bool:
    """Whether every word of the query stands somewhere in the text, width and case aside. An empty query: no."""
    words, folded = fold(query).split(), fold(text)
    return bool(words) and all(word in folded for word in words)
