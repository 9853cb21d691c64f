"""The order of people's names: digits, Latin letters, then Chinese by pinyin, surnames read as surnames.

Sort with `key=by_name`. Why not ICU: `docs/decisions/0026-names-sort-by-pypinyin.md`.
"""

import re
import unicodedata

from chassis.words.readings import reading
from chassis.words.surnames import DOUBLE, SURNAMES

_TOKEN = re.compile(r"\d+|\s+|.", re.DOTALL)
_TONES = {"\u0304": "1", "\u0301": "2", "\u030c": "3", "\u0300": "4"}
_DIGITS, _LETTERS, _CHINESE = range(3)


def by_name(name: str) -> tuple[tuple[int, str, str, str], ...]:
    """The sorting key of a person's name. Equal names in another width or case stand side by side."""
    folded = unicodedata.normalize("NFKC", name).strip()
    surname = _surname(folded)
    key: list[tuple[int, str, str, str]] = []
    for match in _TOKEN.finditer(folded):
        token = match.group()
        sound = surname.get(match.start()) or (reading(token) if len(token) == 1 else "")
        if token.isdecimal():
            key.append((_DIGITS, f"{int(token):020d}", "", ""))
        elif sound:
            key.append((_CHINESE, plain_sound(sound), _tone(sound), token))
        elif not token.isspace():
            key.append((_LETTERS, plain_sound(token.casefold()), token.casefold(), token))
    return (*key, (-1, name, "", ""))


def _surname(name: str) -> dict[int, str]:
    """Readings by place, as far as the surname decides them."""
    if name[:2] in DOUBLE:
        return dict(enumerate(DOUBLE[name[:2]].split()))
    return {0: SURNAMES[name[0]]} if name[:1] in SURNAMES else {}


def _tone(sound: str) -> str:
    """1 to 4; 5 where there is none."""
    return next((_TONES[mark] for mark in unicodedata.normalize("NFD", sound) if mark in _TONES), "5")


def plain_sound(sound: str) -> str:
    """Without tones and accents; ü stays apart from u."""
    parts = "".join(mark for mark in unicodedata.normalize("NFD", sound) if mark not in _TONES)
    return unicodedata.normalize("NFC", parts).replace("\u00fc", "v")
