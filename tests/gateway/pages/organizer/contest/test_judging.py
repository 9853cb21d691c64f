"""Judging as organizers see it: only what is theirs to organize, and all of it."""

from typing import Any

import pytest

from chassis import clock
from chassis.storage import ids
from contracts.roles import JUDGE, LEADER, ORGANIZER
from gateway.clients import calls
from tests.gateway import papers
from tests.gateway.browsing import Browser, Contest

ELSEWHERE = "edition:e9"


@pytest.fixture
def organizer(contest: Contest) -> Browser:
    return contest.signed_in(ORGANIZER)


def test_organizer_of_one_edition_who_judges_in_another_gets_the_own_stage(contest: Contest) -> None:
    both = contest.holder(ORGANIZER, ELSEWHERE)
    contest.grant(both, JUDGE, "edition:e1")
    stage = papers.stage(clock.now() + papers.DAY) | {"edition": "e9", "name": "别届初评"}
    contest.call(contest.person(ORGANIZER), "judging", "PUT", "/stages/elsewhere", json=stage)
    browser = contest.browser(both)
    for page in ("/organizer/ranking", "/organizer/assignments"):
        answer = browser.get(page)
        assert answer.status_code == 200
        assert "别届初评" in answer.text
        assert "初赛网评" not in answer.text


def test_judges_of_another_edition_are_not_offered_and_the_others_stand_by_name(
    contest: Contest, organizer: Browser
) -> None:
    contest.submitted(contest.signed_in(LEADER))
    contest.person(JUDGE, name="择评委")
    contest.person(JUDGE, name="啊评委")
    other = contest.holder(JUDGE, ELSEWHERE, name="别届评委")
    office = contest.person(ORGANIZER)
    contest.until(lambda: str(other.account_id) in {one["id"] for one in contest.all(office, "judging", "/judges")})
    text = contest.until(lambda: "啊评委" in (page := organizer.get("/organizer/assignments").text) and page)
    assert "别届评委" not in text
    assert text.index("啊评委") < text.index("择评委")


def test_ranking_explains_the_rule_of_its_stage(
    contest: Contest, organizer: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    contest.submitted(contest.signed_in(LEADER))
    contest.until(lambda: "XM5G04-" in organizer.get("/organizer/ranking").text)
    whole = calls.read

    def read(part: str, path: str, **query: Any) -> Any:
        found = whole(part, path, **query)
        for stage in found["items"] if path == "/stages" else ():
            stage["drop_from"] = 7
        return found

    monkeypatch.setattr(calls, "read", read)
    assert "满 7 份" in organizer.get("/organizer/ranking").text


def test_more_than_a_thousand_assignments_are_all_shown(organizer: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    entries = [
        {"id": str(ids.new_id()), "number": f"E-{number:04}", "title": f"项目{number}", "track": "t1"}
        | {"submitted": 0, "assigned": 7}
        for number in range(200)
    ]
    rows = [
        {"id": str(ids.new_id()), "entry": {"id": entry["id"]}, "judge": {"name": f"评委{n}"}, "sheet_state": "none"}
        for entry in entries
        for n in range(7)
    ]
    whole = calls.read

    def read(part: str, path: str, **query: Any) -> Any:
        listed = {"/stages/preliminary/entries": entries, "/stages/preliminary/assignments": rows}.get(path)
        if listed is None:
            return whole(part, path, **query)
        start, end = int(query.get("after") or 0), int(query.get("after") or 0) + query.get("limit", 50)
        return {"items": listed[start:end], "next": str(end) if end < len(listed) else None}

    monkeypatch.setattr(calls, "read", read)
    table = organizer.get("/organizer/assignments").text.split("<tbody>")[1]
    assert "未分配" not in table
    assert table.count("<li ") == len(rows)
