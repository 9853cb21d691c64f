"""Titles as they are compared: 5G and ５Ｇ are the same, and so are Mec and MEC."""

import unicodedata

_INVISIBLE = {"Cf", "Cc"}


def fold(text: str) -> str:
    """Compatibility form (NFKC) without case, invisible characters and surplus white space. Folding twice is once."""
    shown = "".join(" " if c.isspace() else c for c in text if c.isspace() or unicodedata.category(c) not in _INVISIBLE)
    folded = shown
    for _ in range(3):
        folded = unicodedata.normalize("NFKC", folded).casefold()
    return " ".join(unicodedata.normalize("NFKC", folded).split())
