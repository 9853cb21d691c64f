"""Winners: published whole by the office of the edition, read by everybody."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from flask import Flask

from chassis import clock
from tests.services.registration.factories import NOW, PDF, Caller, edition, leader, organizer
from tests.services.registration.files.collections.test_files import picture

OVER = NOW + timedelta(days=100)
"""When every stage of the editions here has ended."""
LIST = "/editions/xm5g-04/winners"
UPLOADED = {"X-File-Name": "scene.jpg", "Content-Type": "application/octet-stream"}


@pytest.fixture(autouse=True)
def all_is_over() -> Iterator[None]:
    with clock.frozen(OVER):
        yield


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
    gone = staff.get("/winners").get_json()
    assert (gone["edition"], gone["editions"], gone["items"]) == ("", [], [])


def test_a_list_says_when_it_last_changed_and_so_does_each_winner(staff: Caller) -> None:
    def put(at: datetime, *items: dict[str, Any]) -> dict[str, str]:
        with clock.frozen(at):
            assert staff.put(LIST, json={"items": items}).status_code == 204
        gallery = staff.get("/winners?whole=true").get_json()
        return {"": gallery["updated_at"]} | {one["number"]: one["updated_at"] for one in gallery["items"]}

    first, second, third = (OVER + timedelta(hours=hours) for hours in range(3))
    assert set(put(first, won("A-1"), won("A-2"), won("A-3")).values()) == {first.isoformat()}
    assert set(put(second, won("A-1"), won("A-2"), won("A-3")).values()) == {first.isoformat()}
    told = put(second, won("A-1"), won("A-2"), won("A-3", title="新名称"))
    assert told == {
        "": second.isoformat(),
        **dict.fromkeys(("A-1", "A-2"), first.isoformat()),
        "A-3": second.isoformat(),
    }
    told = put(third, won("A-2"), won("A-1"))
    assert told == {"": third.isoformat(), **dict.fromkeys(("A-1", "A-2"), first.isoformat())}
    assert [one["number"] for one in staff.get("/winners").get_json()["items"]] == ["A-2", "A-1"]


def test_a_winner_shows_a_picture_that_was_taken_in_for_it(app: Flask, staff: Caller) -> None:
    files = f"{LIST}/files"
    made = staff.post(files, data=picture(), headers=UPLOADED).get_json()
    chosen = {name: made[name] for name in ("sha256", "name", "type", "size")}
    assert staff.put(LIST, json={"items": [won("A-1", picture=chosen)]}).status_code == 204
    shown = leader(app).get("/winners/xm5g-04/A-1").get_json()["picture"]
    assert (shown["sha256"], shown["width"]) == (made["sha256"], 30)
    assert staff.delete(f"{files}/{made['sha256']}").get_json()["code"] == "file-in-use"
    strange = staff.put(LIST, json={"items": [won("A-1", picture=chosen | {"sha256": "0" * 64})]})
    assert list(strange.get_json()["errors"]) == ["items.0.picture"]
    assert staff.post(files, data=PDF, headers=UPLOADED).get_json()["code"] == "wrong-type"
    assert organizer(app, scope="edition:other").post(files, data=picture(), headers=UPLOADED).status_code == 403
    assert staff.put(LIST, json={"items": [won("A-1")]}).status_code == 204
    assert staff.delete(f"{files}/{made['sha256']}").status_code == 204


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


def test_nobody_wins_in_an_edition_that_goes_on(staff: Caller) -> None:
    assert staff.put(LIST, json={"items": [won("A-1")]}).status_code == 204
    with clock.frozen(NOW):
        early = staff.put(LIST, json={"items": [won("A-1"), won("A-2")]})
        assert (early.status_code, early.get_json()["code"]) == (409, "edition-running")
        assert staff.put(LIST, json={"items": []}).status_code == 204


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
