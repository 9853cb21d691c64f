"""The demo's form asks what the domain book asks, of both groups, in both languages."""

from collections.abc import Iterator
from typing import Any

import pytest

from chassis.forms.answers import fields_of, missing
from chassis.forms.bilingual import Words
from services.registration.contest.forms.sets import form_set

FORM = form_set("application")


def words(part: Any) -> Iterator[Words]:
    """Every text of a part of the form."""
    if isinstance(part, Words):
        yield part
    elif isinstance(part, tuple):
        for one in part:
            yield from words(one)
    elif hasattr(part, "__struct_fields__"):
        for name in part.__struct_fields__:
            yield from words(getattr(part, name))


def test_every_text_is_in_both_languages() -> None:
    assert [text.zh for text in words(FORM.sections) if not text.en] == []


@pytest.mark.parametrize(
    ("group", "only"),
    [("application", {"scale", "evidence", "site", "since", "business"}), ("creative", {"plan"})],
)
def test_each_group_is_asked_for_its_own(group: str, only: set[str]) -> None:
    needed = set(fields_of(missing(FORM.during(), {"group": group})))
    other = set(fields_of(missing(FORM.during(), {"group": {"application": "creative"}.get(group, "application")})))
    assert needed - other == only
    assert {"title", "track", "document", "undertaking_scan", "innovations", "originality"} <= needed & other


def test_nothing_that_names_people_reaches_judges() -> None:
    shown = {field.key for field in FORM if "judges" in (field.seen_by or ())}
    assert shown.isdisjoint({"organisation", "joint_applicants", "leader_name", "leader_mobile"})
