"""Characters that show nothing count for nothing."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chassis.words.visible import cleaned, shows, visible, visible_length

INVISIBLE = (
    "\u200b\u200d\u2060\ufeff\u00ad\u034f\u115f\u3164\uffa0\u2800\u202e\u2066\ufe0f\U000e0061\x00\x07\ud800\u180e"
)


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("5G 港口", 5),
        ("  甲\r\n\r\n乙 ", 3),
        ("𠮷野家", 3),
        ("👨‍👩‍👧", 3),
        (INVISIBLE, 0),
        ("a" + INVISIBLE + "b", 2),
        ("　\t\n", 0),
    ],
)
def test_length_is_what_a_person_counts(text: str, length: int) -> None:
    assert visible_length(text) == length


@given(st.text(), st.text(INVISIBLE), st.integers(0, 9))
def test_invisible_characters_never_count(text: str, nothing: str, at: int) -> None:
    assert visible_length(text[:at] + nothing + text[at:]) == visible_length(text)


@given(st.text())
def test_seeing_twice_is_seeing_once(text: str) -> None:
    assert visible(visible(text)) == visible(text)
    assert shows(text) == bool(visible(text))
    assert visible_length(text) <= len(text)


@given(st.text(st.characters(categories=["L", "N", "P", "Sm", "Sc", "So"], exclude_characters=INVISIBLE)))
def test_what_shows_is_counted(text: str) -> None:
    seen = "".join(c for c in text if unicodedata.name(c, "").find("FILLER") < 0)
    assert visible_length(seen) == len(seen)


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("王\u200b小\u2060明", "王小明"),
        ("\u202e李四\u202c", "李四"),
        ("张　 三\r\n", "张 三"),
        ("王\n五", "王 五"),
        ("葛\U000e0100城", "葛\U000e0100城"),
        ("a\U000e0100", "a"),
        ("\u200d👨\u200d👩\u200d👧\u200d", "👨\u200d👩\u200d👧"),
        ("❤️", "❤️"),
        ("क्\u200dष", "क्\u200dष"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("a\u200cb", "ab"),
        (INVISIBLE[:-1], ""),
    ],
)
def test_a_line_is_stored_without_what_hides(typed: str, stored: str) -> None:
    assert cleaned(typed) == stored


def test_several_lines_keep_their_breaks_and_spacing() -> None:
    assert cleaned(" 一\r\n  二\u200b\x0b三\u2028\t四\n\n", lines=True) == "一\n  二\n三\n\t四"


@given(st.text(st.characters(exclude_categories=["Cs"])), st.booleans())
def test_cleaning_twice_is_cleaning_once(text: str, lines: bool) -> None:
    once = cleaned(text, lines=lines)
    assert cleaned(once, lines=lines) == once
    assert visible(once) == visible(text)


def test_noncharacters_show_nothing_and_are_not_stored() -> None:
    for character in ("\ufffe", "\uffff", "\ufdd0", "\U0010ffff"):
        assert visible(f"a{character}b") == "ab"
        assert cleaned(f"a{character}b") == "ab"


def test_every_character_that_only_formats_is_looked_for() -> None:
    hidden = [c for c in map(chr, range(0x110000)) if unicodedata.category(c) in {"Cf", "Cc"} and not c.isspace()]
    assert [c for c in hidden if {visible(f"厦{c}门"), cleaned(f"厦{c}门")} != {"厦门"}] == []
