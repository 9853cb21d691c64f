"""Differences are marked where they are, and nowhere else."""

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from chassis import clock
from gateway.clients.registration.articles import Version
from gateway.pages.organizer.site.differences import FIELDS, changes


def version(**texts: str) -> Version:
    facts = {"number": 1, "origin": "saved", "saved_at": clock.now(), "saved_name": "甲"}
    return msgspec.convert(dict.fromkeys(FIELDS, "") | facts | texts, Version)


def test_only_fields_that_differ_are_listed() -> None:
    assert [
        change.field for change in changes(version(title="甲", body="<p>一</p>"), version(title="乙", body="<p>一</p>"))
    ] == ["title"]


def test_lines_that_share_little_are_shown_whole() -> None:
    (change,) = changes(version(title="报名通知"), version(title="关于决赛路演顺序抽签"))
    assert [[piece.kind for piece in line] for line in change.lines] == [["out"], ["in"]]


@given(st.text("甲乙丙丁\n", max_size=40), st.text("甲乙丙丁\n", max_size=40))
def test_pieces_put_together_are_the_new_lines(before: str, after: str) -> None:
    found = changes(version(title=before), version(title=after))
    shown = ["".join(piece.text for piece in line if piece.kind != "out") for change in found for line in change.lines]
    wanted = [line.strip() for line in after.split("\n") if line.strip()]
    assert [line for line in shown if line and line not in wanted] == []
