"""E-mail addresses as people type them."""

import pytest

from chassis.words.addresses import email_address


@pytest.mark.parametrize(
    ("typed", "understood"),
    [
        ("name@example.cn", "name@example.cn"),
        (" Name＠Example。cn ", "Name@Example.cn"),
        ("ｎａｍｅ＠ｅｘａｍｐｌｅ．ｃｎ", "name@example.cn"),
        ("na\u200bme@exam\u202eple.cn\n", "name@example.cn"),
        ("o'neil+5g@mail.example.org", "o'neil+5g@mail.example.org"),
        ("name@例子.中国", "name@例子.中国"),
    ],
)
def test_address_is_understood(typed: str, understood: str) -> None:
    assert email_address(typed) == understood


@pytest.mark.parametrize(
    "typed",
    [
        *("", "name", "name@", "@example.cn", "name@example", "a b@example.cn", "a,b@example.cn", "a@b@example.cn"),
        *("<a>@example.cn", "a@example..cn", "a@-example.cn", ".a@example.cn", "a@127.0.0.1", '"a"@example.cn'),
        *("a@example.cn;b", "a@例子。", f"{'a' * 65}@example.cn", f"a@{'b' * 250}.cn"),
        *("用户@example.cn", "é@example.cn", f"a@{'b' * 64}.cn"),
    ],
)
def test_what_is_no_address_is_refused(typed: str) -> None:
    assert email_address(typed) is None
