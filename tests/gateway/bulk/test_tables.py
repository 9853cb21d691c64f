"""Tables are read as people have them; what cannot be read says so."""

import contextlib
import io
from collections.abc import Callable
from functools import partial

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from chassis.words.visible import cleaned
from gateway.bulk.tables import MOST_ROWS, NoTable, Table, TooLong, Unreadable, pasted, uploaded

CELL = st.text(st.characters(codec="utf-8", exclude_characters="\0\r\n"), max_size=20).map(partial(cleaned, lines=True))


@pytest.mark.parametrize(
    "text", ["姓名\t邮箱\n甲\ta@b.cn", "姓名,邮箱\r\n甲,a@b.cn\r\n", "姓名，邮箱\n\n甲，a@b.cn\n，\n"]
)
def test_pasted_table_is_read_however_its_cells_stand_apart(text: str) -> None:
    assert pasted(text) == Table(("姓名", "邮箱"), (("甲", "a@b.cn"),))


def test_short_rows_are_filled_and_long_ones_cut() -> None:
    assert pasted("a\tb\n1\n1\t2\t3").rows == (("1", ""), ("1", "2"))


def test_what_shows_nothing_is_nothing() -> None:
    assert pasted("a\tb\n\u202e\u200b\t甲\u200b乙").rows == (("", "甲乙"),)


def workbook(rows: list[list[object]]) -> bytes:
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    sheet = book.add_worksheet()
    for number, row in enumerate(rows):
        sheet.write_row(number, 0, row)
    book.close()
    return file.getvalue()


def test_workbook_is_read_as_its_owner_sees_it() -> None:
    table = uploaded(workbook([["姓名", "手机"], ["𠮷示例", 19900000001], ["乙", "008"]]))
    assert table.rows == (("𠮷示例", "19900000001"), ("乙", "008"))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_file_of_text_is_read_in_both_encodings_of_spreadsheets(encoding: str) -> None:
    assert uploaded("姓名,邮箱\n甲,a@b.cn".encode(encoding)).rows == (("甲", "a@b.cn"),)


@pytest.mark.parametrize("place", ["XFD1048576", "ALL20000"])
def test_cell_far_away_takes_nothing_down(place: str) -> None:
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    sheet = book.add_worksheet()
    sheet.write("A1", "邮箱")
    sheet.write("A2", "a@b.cn")
    sheet.write(place, "x")
    book.close()
    with contextlib.suppress(Unreadable):
        assert uploaded(file.getvalue()).rows[0][0] == "a@b.cn"


def test_text_saved_as_unicode_is_read() -> None:
    assert uploaded("姓名\t邮箱\n甲\ta@b.cn".encode("utf-16")).rows == (("甲", "a@b.cn"),)


@pytest.mark.parametrize("content", [b"PK\x03\x04broken", b"\xd0\xcf\x11\xe0" + b"x" * 600, b"\xff\xff\xff\xff"])
def test_broken_file_says_so(content: bytes) -> None:
    with pytest.raises(Unreadable):
        uploaded(content)


@pytest.mark.parametrize("text", ["", "\n\n", "only a head", "\t\t\n\t"])
def test_nothing_to_read_says_so(text: str) -> None:
    with pytest.raises(NoTable):
        pasted(text)


def test_long_table_is_refused_with_its_length() -> None:
    with pytest.raises(TooLong) as refused:
        uploaded(("a\n" + "1\n" * (MOST_ROWS + 1)).encode())
    assert refused.value.facts["count"] == MOST_ROWS + 1


@given(st.lists(st.lists(CELL, min_size=2, max_size=2), min_size=1, max_size=6))
def test_checked_table_can_be_sent_again_as_it_is(cells: list[list[str]]) -> None:
    rows = tuple(tuple(row) for row in cells if any(row))
    if rows:
        table = Table(("x", "y"), rows)
        assert pasted(table.text()) == table


def reads_or_refuses(read: Callable[[], Table]) -> bool:
    """Whether it gives rows, or says why not; anything else is raised."""
    try:
        return bool(read().rows)
    except (NoTable, Unreadable, TooLong):
        return True


@given(st.binary(max_size=300), st.text(max_size=300))
def test_whatever_is_sent_is_read_or_refused(content: bytes, text: str) -> None:
    assert reads_or_refuses(lambda: uploaded(content))
    assert reads_or_refuses(lambda: pasted(text))


@settings(max_examples=12)
@given(st.binary(max_size=300))
def test_whatever_begins_like_a_workbook_is_read_or_refused(content: bytes) -> None:
    """Few examples: each is opened by a process of its own."""
    assert reads_or_refuses(lambda: uploaded(b"PK\x03\x04" + content))
