"""Keys made from names, so that nobody has to think of one: 5G+工业互联网 becomes `5g-gongyehulianwang`."""

import unicodedata
from collections.abc import Collection

from chassis.words.collation import plain_sound
from chassis.words.readings import reading

LONGEST = 50
"""Characters of a key."""
PLACES = {"厦门": "xiamen", "重庆": "chongqing"}
"""Names of places whose characters are read there as nowhere else."""


def key_from(name: str, taken: Collection[str] = (), fallback: str = "x") -> str:
    """A key that names it and is not among those taken: small letters and digits, Chinese by its pinyin."""
    folded = unicodedata.normalize("NFKC", name)
    for place, read in PLACES.items():
        folded = folded.replace(place, read)
    letters = "".join(plain_sound(reading(one)) or _latin(one) for one in folded)
    whole = "-".join(letters.split())[: LONGEST - 4].strip("-") or fallback
    numbered = (f"{whole}-{number}" for number in range(2, len(taken) + 3))
    return whole if whole not in taken else next(one for one in numbered if one not in taken)


def _latin(character: str) -> str:
    """A letter or digit as it may stand in a key; a blank for anything else."""
    found = unicodedata.normalize("NFD", character.casefold())[:1]
    return found if found.isascii() and found.isalnum() else " "
