"""How characters are read."""

import pytest

from chassis.words.readings import FILE, LAST, reading
from deploy.books.readings import render


def test_table_is_what_pypinyin_says() -> None:
    assert FILE.read_text("utf-8") == render(), "run python -m deploy.books.readings"


@pytest.mark.parametrize(
    ("character", "sound"),
    [("鹭", "lù"), ("行", "xíng"), ("女", "nǚ"), ("𠀁", "qī"), ("a", ""), ("1", ""), ("，", ""), ("😀", "")],
)
def test_character_has_the_reading_it_has_most(character: str, sound: str) -> None:
    assert reading(character) == sound


def test_ends_of_the_table_are_no_mistake() -> None:
    assert {reading(chr(LAST)), reading(chr(LAST + 1)), reading(chr(0x10FFFF)), reading("\0")} == {""}
