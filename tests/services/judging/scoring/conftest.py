"""A judge with an entry to score, and the two things a judge does."""

from typing import Any

import pytest

from chassis.http.auth import Identity
from contracts.registration import EntrySubmitted
from tests.services.judging.conftest import Desk, marks_of

FULL = marks_of(80)


@pytest.fixture
def judge(desk: Desk) -> Identity:
    """A judge."""
    desk.stage()
    return desk.judge("评委01")


@pytest.fixture
def entry(desk: Desk) -> EntrySubmitted:
    """An entry."""
    return desk.entry()


@pytest.fixture
def sheet(desk: Desk, judge: Identity, entry: EntrySubmitted) -> str:
    """The judge's assignment of the entry."""
    [made] = desk.assign(entry, judge)
    return f"/assignments/{made}"


def put(desk: Desk, judge: Identity, sheet: str, marks: Any, comment: Any = "") -> Any:
    """The answer to a save, read just before."""
    tag = desk.get(judge, sheet)["etag"]
    return desk.call(judge, "PUT", f"{sheet}/sheet", json={"marks": marks, "comment": comment}, tag=tag)


def submit(desk: Desk, judge: Identity, sheet: str) -> Any:
    """The answer to handing in, read just before."""
    return desk.call(judge, "POST", f"{sheet}/sheet/submission", tag=desk.get(judge, sheet)["etag"])
