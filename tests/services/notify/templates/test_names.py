"""A name that could be a message of its own never stands in a greeting."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.notify.templates.names import greeting_name


@pytest.mark.parametrize("name", ["示例甲", "欧阳·阿不都", "J. R. Wu", "Anne-Marie O’Neil", "评委01", "𠮷野家"])
def test_names_are_greeted_as_they_are(name: str) -> None:
    assert greeting_name(name) == name


@pytest.mark.parametrize(
    "name",
    [
        "恭喜中奖，点击 http://evil.example 领取",
        "点击evil.example领取",
        "www.evil.example",
        "加微信 wx@evil",
        "恭喜您中奖！",
        "加QQ123456789",
        "甲" * 51,
        "<b>甲</b>",
        "",
    ],
)
def test_what_is_no_name_is_not_greeted(name: str) -> None:
    assert greeting_name(name) == ""


@given(st.text())
def test_whatever_is_greeted_holds_no_link(name: str) -> None:
    greeted = greeting_name(name)
    assert not {"/", ":", "@", "<", "\n"} & set(greeted)
    assert greeted.isprintable()


@given(st.from_regex(r"[a-z]{1,10}\.[a-z]{2,6}", fullmatch=True), st.text("甲乙丙 ", max_size=5))
def test_no_site_hides_in_a_greeting(site: str, before: str) -> None:
    assert greeting_name(before + site) == ""
