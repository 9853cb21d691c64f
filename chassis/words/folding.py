"""Text as it is compared and searched: 5G and ５Ｇ are the same, and so are Mec and MEC."""

import unicodedata

_INVISIBLE = {"Cf", "Cc"}


def fold(text: str) -> str:
    """Compatibility form (NFKC) without case, invisible characters and surplus white space. Folding twice is once."""
    shown = "".join(" " if c.isspace() else c for c in text if c.isspace() or unicodedata.category(c) not in _INVISIBLE)
    folded = shown
    for _ in range(3):
        folded = unicodedata.normalize("NFKC", folded).casefold()
    return " ".join(unicodedata.normalize("NFKC", folded).split())


def holds(text: str, query: str) -> bool:
    """Whether every word of the query stands somewhere in the text, width and case aside. An empty query: no."""
    words, folded = fold(query).split(), fold(text)
    return bool(words) and all(word in folded for word in words)
