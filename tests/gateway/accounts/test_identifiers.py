"""Addresses and numbers are read as people type them and stored in one form."""

import pytest

from gateway.accounts.identifiers import NotAnIdentifier, identifier


@pytest.mark.parametrize(
    ("typed", "kind", "stored", "masked"),
    [
        (" Lin.Xiao@Example.CN ", "email", "lin.xiao@example.cn", "l***@example.cn"),
        ("13800138000", "mobile", "+8613800138000", "138****8000"),
        ("138 0013 8000", "mobile", "+8613800138000", "138****8000"),
        ("+86 138-0013-8000", "mobile", "+8613800138000", "138****8000"),
        ("+44 7400 123456", "mobile", "+447400123456", "+4474****3456"),
    ],
)
def test_identifier_is_stored_in_one_form(typed: str, kind: str, stored: str, masked: str) -> None:
    found = identifier(typed)
    assert (found.kind, found.value, found.masked) == (kind, stored, masked)


@pytest.mark.parametrize("typed", ["", "nobody", "a@b", "a b@example.org", "12345", "0592-2222222", "138001380000"])
def test_what_is_neither_is_refused(typed: str) -> None:
    with pytest.raises(NotAnIdentifier):
        identifier(typed)
