"""Winners: published whole by the office of the edition, read by everybody."""

from typing import Any

import pytest
from flask import Flask

from tests.services.registration.factories import Caller, edition, leader, organizer

LIST = "/editions/xm5g-04/winners"


def won(number: str, award: str = "first", **more: Any) -> dict[str, Any]:
    facts = {"number": number, "title": f"示例项目{number}", "organisation": "示例单位", "track": "t1", "award": award}
    return {**facts, "answers": [{"label": "应用成效", "text": "漏检率下降。"}], **more}


def test_the_public_reads_winners_in_the_order_of_the_office(app: Flask, staff: Caller) -> None:
    items = [won("A-2"), won("A-1", "second", summary="一句话。")]
    assert staff.put(LIST, json={"items": items}).status_code == 204
    reader = leader(app)
    gallery = reader.get("/winners").get_json()
    assert (gallery["edition"], gallery["editions"]) == ("xm5g-04", [{"edition": "xm5g-04", "count": 2}])
    assert [one["number"] for one in gallery["items"]] == ["A-2", "A-1"]
    assert [one["number"] for one in reader.get("/winners?award=second").get_json()["items"]] == ["A-1"]
    assert reader.get("/winners/xm5g-04/A-2").get_json()["answers"][0]["text"] == "漏检率下降。"
    assert reader.get("/winners/xm5g-04/A-9").status_code == 404


def test_a_list_replaces_the_one_before(staff: Caller) -> None:
    for items in ([won("A-1"), won("A-2")], [won("A-3")], [won("A-3")]):
        assert staff.put(LIST, json={"items": items}).status_code == 204
    assert [one["number"] for one in staff.get("/winners").get_json()["items"]] == ["A-3"]
    staff.put(LIST, json={"items": []})
    assert staff.get("/winners").get_json() == {"edition": "", "editions": [], "items": []}


@pytest.mark.parametrize(
    ("items", "field"),
    [
        ([won("A-1"), won("A-1")], "items"),
        ([won("A-1", track="t99")], "items.0.track"),
        ([won("a b")], "items.0.number"),
    ],
)
def test_a_list_that_contradicts_itself_or_the_edition_is_refused(
    staff: Caller, items: list[dict[str, Any]], field: str
) -> None:
    answer = staff.put(LIST, json={"items": items})
    assert (answer.status_code, list(answer.get_json()["errors"])) == (422, [field])


def test_only_the_office_of_the_edition_publishes_winners(app: Flask) -> None:
    for caller in (leader(app), organizer(app, scope="edition:other")):
        assert caller.put(LIST, json={"items": []}).status_code == 403
    assert organizer(app, scope="edition:xm5g-04").put(LIST, json={"items": []}).status_code == 204


def test_the_home_page_is_told_the_first_winners_of_the_editions_it_names(staff: Caller) -> None:
    earlier = edition(name="第三届", entry_prefix="XM5G03")
    assert staff.put("/editions/xm5g-03", json=earlier).status_code == 200
    staff.put(LIST, json={"items": [won("B-1")]})
    staff.put("/editions/xm5g-03/winners", json={"items": [won(f"A-{n}") for n in range(5)]})
    front = staff.get("/front?edition=xm5g-04&won=xm5g-04,xm5g-03").get_json()
    assert front["won"] == [{"edition": "xm5g-04", "count": 1}, {"edition": "xm5g-03", "count": 5}]
    assert [one["number"] for one in front["winners"]] == ["B-1", "A-0", "A-1", "A-2", "A-3"]
