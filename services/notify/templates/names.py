"""Which names may stand in the greeting of a letter: what somebody typed as a name may be a message of its own."""

import unicodedata

from services.notify.templates.wording import one_line

LONGEST = 50
"""Characters of the longest name that is greeted."""
MOST_DIGITS = 4
"""Digits a name may have, as in “评委01”; telephone numbers and accounts have more."""
JOINING = set(" ·・•‧.'’-‐()（）")
"""What stands between the words of a name."""


def greeting_name(name: str) -> str:
    """The name, or nothing where it could be a sentence, an address or a number: then the letter greets without one."""
    plain = one_line(name)
    fits = len(plain) <= LONGEST and sum(char.isdecimal() for char in plain) <= MOST_DIGITS
    return plain if fits and all(_belongs(char) for char in plain) and not _is_dotted(plain) else ""


def _belongs(char: str) -> bool:
    return char in JOINING or unicodedata.category(char)[0] in "LM" or char.isdecimal()


def _is_dotted(text: str) -> bool:
    """Whether a dot stands inside a word, as in the name of a site; after an initial, as in “J.R. Wu”, it may."""
    words = text.split()
    return any(len(part) > 1 for word in words for part in word.rstrip(".").split(".")[1:])
