"""Two people write in one entry: nothing that was saved is lost unseen, and only the same answer clashes."""

from dataclasses import dataclass, field
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.services.registration.contest.memberships.test_api import invite, join
from tests.services.registration.factories import Caller, edition, leader, start_entry

FIELDS = ("title", "organisation", "summary")


@pytest.fixture
def pair(app: Flask, team: Caller, staff: Caller) -> tuple[str, Caller, Caller]:
    """An entry, its leader, and a member who may write in it."""
    staff.put("/editions/xm5g-04", json=edition(team_rules={"members_edit": True}))
    entry, member = start_entry(team), leader(app, "队员乙")
    join(member, invite(team, entry)["secret"])
    return f"/entries/{entry['id']}", team, member


def save(who: Caller, path: str, page: dict[str, Any], **typed: str) -> Any:
    read = {key: page["marks"].get(key, "") for key in typed}
    return who.patch(path, json={"answers": typed, "read": read})


def test_different_answers_are_saved_side_by_side_and_the_same_one_names_who_was_first(
    pair: tuple[str, Caller, Caller],
) -> None:
    path, team, member = pair
    page = team.get(path).get_json()
    assert member.patch(path, json={"answers": {"title": "没有读过的题目"}, "read": {}}).status_code == 428
    assert save(member, path, page, summary="队员写的简介").status_code == 200
    saved = save(team, path, page, title="负责人写的题目")
    assert (saved.status_code, saved.get_json()["answers"]["summary"]) == (200, "队员写的简介")
    late = save(member, path, page, title="队员也写的题目", organisation="队员写的单位")
    assert (late.status_code, late.get_json()["code"]) == (412, "answers-changed")
    [change] = late.get_json()["changes"]
    assert (change["field"], change["label"], change["name"], change["you"]) == ("title", "项目名称", "示例甲", False)
    now = team.get(path).get_json()["answers"]
    assert (now["title"], now["organisation"]) == ("负责人写的题目", page["answers"]["organisation"])
    assert save(member, path, page, title=" 负责人写的题目\n").status_code == 200, "the same words are no conflict"


@dataclass
class Page:
    """What somebody sees of the form, and what they read last."""

    who: Caller
    read: dict[str, str] = field(default_factory=dict)
    marks: dict[str, str] = field(default_factory=dict)

    def open(self, path: str) -> None:
        found = self.who.get(path).get_json()
        self.read, self.marks = dict(found["answers"]), found["marks"]


steps = st.tuples(st.integers(0, 1), st.sampled_from(("open", *FIELDS, *FIELDS)), st.text("港城云海", max_size=3))


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(way=st.lists(steps, min_size=5, max_size=15))
def test_nothing_saved_is_overwritten_by_who_has_not_read_it(pair: tuple[str, Caller, Caller], way: list[Any]) -> None:
    path, *people = pair
    pages = [Page(who) for who in people]
    for page in pages:
        page.open(path)
    for number, action, text in way:
        page = pages[number]
        if action == "open":
            page.open(path)
            continue
        stood = page.who.get(path).get_json()["answers"]
        answer = save(page.who, path, {"marks": page.marks}, **{action: text})
        now = page.who.get(path).get_json()["answers"]
        unread = stood.get(action, "") not in (page.read.get(action, ""), text)
        assert answer.status_code == (412 if unread else 200)
        assert now == (stood if unread else stood | {action: text})
        if not unread:
            page.read[action], page.marks[action] = text, answer.get_json()["marks"].get(action, "")
