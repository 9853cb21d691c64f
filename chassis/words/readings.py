"""How a Chinese character is read. The table was made from pypinyin by `python -m deploy.books.readings`."""

from array import array
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("readings.txt")
LAST = 0x323AF
"""The highest code point the table may hold, the end of CJK extension H."""


def reading(character: str) -> str:
    """The reading it has most, in pinyin with its tone mark; empty for what is no Chinese character."""
    readings, places = _table()
    code = ord(character)
    return readings[places[code]] if code <= LAST else ""


@cache
def _table() -> "tuple[list[str], array[int]]":
    """The readings, and for each code point the place of its own among them: half a megabyte, read at first need."""
    readings, places = [""], array("H", bytes(2 * (LAST + 1)))
    for line in FILE.read_text("utf-8").splitlines():
        read, _, characters = line.partition(" ")
        for character in characters:
            places[ord(character)] = len(readings)
        readings.append(read)
    return readings, places
