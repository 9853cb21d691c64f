"""Scopes are written and read the same everywhere."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.scopes import EDITION, EVENT, EVERYWHERE, ORGANISATION, Scope

SLUGS = st.from_regex(r"[a-z0-9][a-z0-9-]{0,59}", fullmatch=True)


@given(st.sampled_from([(EDITION, Scope.edition), (EVENT, Scope.event), (ORGANISATION, Scope.organisation)]), SLUGS)
def test_what_is_written_is_read_again(kind: tuple[str, type[Scope]], slug: str) -> None:
    made = kind[1](slug)
    assert (made.kind, made.key) == (kind[0], slug)
    assert Scope.parse(str(made)) == made
    assert type(str(made)) is str


def test_everywhere_has_neither_kind_nor_key() -> None:
    assert (EVERYWHERE.kind, EVERYWHERE.key, Scope.parse("*")) == ("", "", EVERYWHERE)


@pytest.mark.parametrize(
    "text", ["edition", "edition:", "edition:a b", "event:A", "role:a", "* ", "organisation:a:b", "edition:a\n"]
)
def test_what_is_no_scope_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=re.escape(text)):
        Scope.parse(text)
