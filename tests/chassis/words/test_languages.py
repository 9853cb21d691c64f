"""Which language a browser asks for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chassis.words.languages import LOCALES, asked_for


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("zh-TW,zh;q=0.9,en-US", "zh_CN"),
        ("zh-TW,en-US;q=0.9", "zh_CN"),
        ("en-GB,zh;q=0.9", "en"),
        ("en;q=0.5,zh-HK;q=0.8", "zh_CN"),
        ("fr,de;q=0.9,en;q=0.1", "en"),
        ("yue-Hant-HK, en;q=0.7", "zh_CN"),
        ("zh;q=0, en", "en"),
        ("fr", None),
        ("*", None),
        ("", None),
    ],
)
def test_any_chinese_before_english_is_chinese(header: str, language: str | None) -> None:
    assert asked_for(header) == language


@given(st.text())
def test_no_header_is_too_strange(header: str) -> None:
    assert asked_for(header) in {None, *LOCALES}
