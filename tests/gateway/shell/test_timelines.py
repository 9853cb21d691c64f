"""Where a thing stands and what comes next, at every moment of its life."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from uuid import UUID

import msgspec
import pytest
from flask import Flask
from flask_babel import Babel
from markupsafe import Markup

from chassis import clock
from gateway.clients.judging.sheets import Sheet
from gateway.clients.judging.stages import Stage as JudgingStage
from gateway.clients.registration.editions import Edition
from gateway.clients.registration.entries import EntryLine
from gateway.clients.registration.outreach import Clash, Signup
from gateway.shell.timelines import Step, entry_steps, sheet_steps, signup_steps
from tests.gateway import papers

NOW = datetime(2024, 11, 20, 2, tzinfo=UTC)
NAMES = ("event", "event_en", "post", "post_en")


@pytest.fixture(autouse=True)
def speaking() -> Iterator[None]:
    app = Flask(__name__)
    Babel(app, default_locale="zh_CN")
    with app.test_request_context(), clock.frozen(NOW):
        yield


def at(days: float) -> str:
    return (NOW + timedelta(days=days)).isoformat()


def told(steps: list[Step]) -> list[tuple[str, str]]:
    return [(step.name, step.state) for step in steps]


def entry(state: str, closes: float) -> EntryLine:
    names = dict.fromkeys(("edition", "title", "track", "group"), "")
    times = {"created_at": at(-10), "updated_at": at(-6), "submitted_at": at(-6), "closes_at": at(closes)}
    leader = {"id": str(UUID(int=2)), "name": "李雷"}
    facts = {
        "id": str(UUID(int=1)),
        "number": None,
        "version": 0,
        "revising": False,
        "state": state,
        "leader": leader,
        "relation": "leader",
        "lacking": 0,
        "screening": None,
    }
    return msgspec.convert(facts | names | times, EntryLine)


def edition(opens: float) -> Edition:
    day, start = timedelta(days=1), NOW + timedelta(days=opens)
    return papers.shown_edition(("entry", NOW - 20 * day, NOW + 5 * day), ("preliminary", start, start + 5 * day))


@pytest.mark.parametrize(
    ("state", "closes", "opens", "expected"),
    [
        ("draft", 5, 10, [("建立草稿", "done"), ("提交项目", "todo"), ("阶段preliminary", "next")]),
        ("withdrawn", 5, 10, [("建立草稿", "done"), ("提交项目", "todo"), ("阶段preliminary", "next")]),
        ("draft", -1, 10, [("建立草稿", "done"), ("未在截止前提交", "missed")]),
        ("draft", 5, -1, [("建立草稿", "done"), ("提交项目", "todo"), ("阶段preliminary", "now")]),
        ("submitted", 5, 10, [("建立草稿", "done"), ("提交项目", "done"), ("阶段preliminary", "next")]),
        ("submitted", -5, -1, [("建立草稿", "done"), ("提交项目", "done"), ("阶段preliminary", "now")]),
        ("submitted", -9, -8, [("建立草稿", "done"), ("提交项目", "done"), ("阶段preliminary", "done")]),
    ],
)
def test_entry_stands(state: str, closes: float, opens: float, expected: list[tuple[str, str]]) -> None:
    assert told(entry_steps(entry(state, closes), edition(opens))) == expected


def test_next_step_says_by_when_and_how_long_that_is() -> None:
    step = entry_steps(entry("draft", 5), None)[-1]
    assert Markup(step.when).striptags() == "截止 2024年11月25日（周一）10:00（还有 5 天）"


@pytest.mark.parametrize(
    ("state", "opens", "closes", "expected"),
    [
        ("none", 1, 5, ["next", "next", "next"]),
        ("draft", -1, 5, ["done", "todo", "next"]),
        ("returned", -1, 5, ["done", "todo", "next"]),
        ("submitted", -1, 5, ["done", "done", "next"]),
        ("submitted", -5, -1, ["done", "done", "done"]),
        ("draft", -5, -1, ["done", "missed"]),
    ],
)
def test_sheet_stands(state: str, opens: float, closes: float, expected: list[str]) -> None:
    phase = "upcoming" if opens > 0 else "closed" if closes < 0 else "open"
    names = {"edition": "e1", "key": "preliminary", "name": "初评", "name_en": "", "phase": phase}
    stage = msgspec.convert({**names, "opens_at": at(opens), "closes_at": at(closes)}, JudgingStage)
    nothing = {"marks": {}, "comment": "", "total": None, "entry_version": 0, "saved_at": None, "return_reason": ""}
    sheet = msgspec.convert({**nothing, "state": state, "submitted_at": at(-1)}, Sheet)
    assert [step.state for step in sheet_steps(sheet, stage)] == expected


@pytest.mark.parametrize(
    ("state", "starts", "expected"),
    [
        ("confirmed", 1, [("报名", "done"), ("已录用", "done"), ("到场服务", "todo")]),
        ("confirmed", -0.05, [("报名", "done"), ("已录用", "done"), ("到场服务", "now")]),
        ("confirmed", -1, [("报名", "done"), ("已录用", "done"), ("到场服务", "done")]),
        ("waitlisted", 1, [("报名", "done"), ("等待名额", "now")]),
        ("waitlisted", -1, [("报名", "done"), ("等待名额", "missed")]),
    ],
)
def test_signup_stands(state: str, starts: float, expected: list[tuple[str, str]]) -> None:
    assert told(signup_steps(signup(state, starts))) == expected


def signup(state: str, starts: float, *clashes: Clash) -> Signup:
    day = timedelta(days=1)
    own = {"id": UUID(int=1), "shift_id": UUID(int=2), "state": state, "position": 2, "sequence": 0, "may": ()}
    names = dict.fromkeys((*NAMES, "event_slug", "place", "place_en", "summary", "summary_en"), "甲")
    times = {
        "created_at": NOW - 3 * day,
        "changed_at": NOW - 3 * day,
        "starts_at": NOW + starts * day,
        "ends_at": NOW + (starts + 0.1) * day,
    }
    return Signup(**own, **names, **times, blocked=bool(clashes), clashes=clashes)


def test_who_cannot_move_up_is_told_why_and_not_promised_a_place() -> None:
    times = {"starts_at": NOW + timedelta(days=1), "ends_at": NOW + timedelta(days=2)}
    kept = Clash(shift_id=UUID(int=3), state="confirmed", **dict.fromkeys(NAMES, "乙"), **times)
    assert signup_steps(signup("waitlisted", 1, kept))[-1].when == (
        "与您参加的“乙”的“乙”时间冲突，保留该班次期间不会递补"
    )
    assert "第 2 位" in signup_steps(signup("waitlisted", 1))[-1].when
