"""Titles compared without width, case or invisible characters."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chassis.words.folding import fold


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("5G+MEC赋能", "５Ｇ＋ＭＥＣ赋能"),
        ("5G+MEC赋能", "  5g+mec赋能 "),
        ("5G 专网", "5G　专网"),
        ("5G专网", "5G\u200b专网"),
        ("Straße", "STRASSE"),
        ("ｶﾞｲﾄﾞ", "ガイド"),
    ],
)
def test_fold_makes_the_same_title_equal(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("5G专网", "5G公网"), ("𠮷野", "吉野"), ("5G-A", "5GA")])
def test_fold_keeps_different_titles_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(st.text())
def test_fold_twice_is_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_fold_does_not_see_width_case_or_margin(text: str) -> None:
    assert fold(f" {unicodedata.normalize('NFKC', text)}　") == fold(unicodedata.normalize("NFKC", text))
    assert fold(text.upper().lower()) == fold(text.upper())
