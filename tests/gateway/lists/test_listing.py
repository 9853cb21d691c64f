"""A list shows what its address asks for, whatever that holds, and gives the same rows as files."""

import csv
import io
from datetime import UTC, datetime

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from gateway.lists.exports import FORMULA, harmless
from gateway.lists.filters import Choice, Day, Words, named
from gateway.pages.styleguide.sample_list import LISTING, NAMES
from tests.gateway.browsing import Contest


def test_address_holds_filters_order_and_page(contest: Contest) -> None:
    page = contest.stranger().get("/styleguide?state=draft&kind=b&q=5G&sort=-score&look=x&since=2024-11-17").text
    assert '<option value="b" selected>' in page
    assert 'name="q" maxlength="100" value="5G"' in page
    assert 'aria-sort="descending"' in page
    assert "state=draft&amp;kind=b&amp;q=5G&amp;since=2024-11-17&amp;sort=score" in page
    assert '<input type="hidden" name="look" value="x">' in page


def test_page_leads_to_the_next_and_back(contest: Contest) -> None:
    first = contest.stranger().get("/styleguide").text
    assert 'href="/styleguide?after=2" rel="next"' in first
    last = contest.stranger().get("/styleguide?after=2").text
    assert 'rel="next"' not in last.split("<h2>Charts")[0].split("<h2>List")[1]
    assert NAMES[2] in last


def test_list_without_rows_says_so(contest: Contest) -> None:
    assert "empty text" in contest.stranger().get("/styleguide?q=nothing").text


def test_csv_opens_in_spreadsheets_with_every_row_and_no_formula(contest: Contest) -> None:
    answer = contest.stranger().get("/styleguide?format=csv&after=2", headers={"Accept-Language": "zh-CN"})
    assert answer.data.startswith(b"\xef\xbb\xbf")
    assert "filename*=UTF-8''%E6%A0%B7" in answer.headers["Content-Disposition"]
    rows = list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig"))))
    assert rows[0] == ["name", "by", "状态", "score", "at"]
    assert [row[0] for row in rows[1:]] == [NAMES[0], "'=2+3", NAMES[2]]
    assert [row[2:4] for row in rows[1:]] == [["草稿", "90"], ["已提交", "89"], ["草稿", "88"]]


def test_xlsx_holds_the_same_with_times_and_numbers_as_such(contest: Contest) -> None:
    answer = contest.stranger().get("/styleguide?format=xlsx&sort=score")
    rows = CalamineWorkbook.from_filelike(io.BytesIO(answer.data)).get_sheet_by_index(0).to_python()
    assert [row[0] for row in rows[1:]] == [NAMES[2], "=2+3", NAMES[0]]
    assert rows[1][3] == 88
    assert isinstance(rows[1][4], datetime)


@given(st.text(), st.sampled_from(FORMULA))
def test_no_text_runs_as_a_formula(text: str, sign: str) -> None:
    assert not str(harmless(sign + text)).startswith(FORMULA)
    assert harmless(text) in (text, f"'{text}")


CHOICES = tuple(Choice("k", "", options=named({"a": 1}), every=every, initial="a") for every in ("每个", None))


@given(st.text())
def test_filters_make_something_askable_of_any_text(text: str) -> None:
    for one in (Words("q", ""), Day("since", ""), Day("until", "", end=True), *CHOICES):
        read = one.read(text)
        assert one.read(read) == read
        assert len(read) <= 100
        one.query(read)
    assert CHOICES[1].read(text) == "a", "a list that is always about one of the options"


@pytest.mark.parametrize(("end", "at"), [(False, (2024, 11, 16, 16)), (True, (2024, 11, 17, 16))])
def test_day_is_one_of_beijing_and_its_end_exclusive(end: bool, at: tuple[int, int, int, int]) -> None:
    assert Day("d", "", end=end).query("2024-11-17") == datetime(*at, tzinfo=UTC)


def test_unknown_order_and_options_are_not_asked_for(contest: Contest) -> None:
    app: Flask = contest.product.app
    with app.test_request_context("/styleguide?sort=secret&state=gone&kind=c&after="):
        asked = LISTING.asked()
    assert (asked.sort, asked.after, asked.queries) == ("", None, {})
