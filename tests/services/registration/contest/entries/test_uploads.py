"""Names of uploads, as they are shown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.registration.files.contents.streams import display_name


@pytest.mark.parametrize(
    ("encoded", "shown"),
    [
        ("form.pdf", "form.pdf"),
        ("%E7%94%B3%E6%8A%A5%E4%B9%A6", "申报书"),
        ("setup.exe", "setup.exe"),
        ("..%2F..%2Fetc%2Fpasswd", "passwd"),
        ("C%3A%5CUsers%5Cform.PDF", "form.PDF"),
        ("a%00b%0D%0Ac.pdf", "abc.pdf"),
        ("%E2%80%AEfdp.exe", "fdp.exe"),
        ("", "附件"),
        (".pdf", "pdf"),
    ],
)
def test_display_name_keeps_only_the_name(encoded: str, shown: str) -> None:
    assert display_name(encoded) == shown


@given(st.text())
def test_display_name_is_always_harmless(text: str) -> None:
    name = display_name(text)
    assert 0 < len(name) <= 126
    assert not set(name) & set('/\\\0\r\n"<>')
