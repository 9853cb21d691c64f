"""Contests: named and marked once for all their editions, one of them shown first."""

from typing import Any

from flask import Flask

from tests.services.registration.conftest import Events
from tests.services.registration.factories import PDF, Caller, edition, organizer
from tests.services.registration.files.collections.test_files import picture

OTHER = {"name": "厦门低空创新赛", "name_en": "Low-altitude contest"}
UPLOADED = {"X-File-Name": "mark.jpg", "Content-Type": "application/octet-stream"}
PUBLISHED = "registration.edition.published.v1"


def told(events: Events) -> list[dict[str, Any]]:
    return [facts for type, facts in events() if type == PUBLISHED]


def test_name_and_mark_of_a_contest_stand_in_every_edition_and_are_told(staff: Caller, events: Events) -> None:
    key = staff.post("/contests", json=OTHER).get_json()["key"]
    named = {"key": key, "name": "旧名", "name_en": ""}
    for number in (7, 8):
        sent = edition() | {"contest": named, "entry_prefix": f"DK{number}"}
        assert staff.put(f"/editions/dk-{number}", json=sent).get_json()["contest"]["name"] == OTHER["name"]
    before = {slug: staff.get(f"/editions/{slug}").get_json() for slug in ("dk-7", "dk-8")}
    assert staff.put(f"/contests/{key}", json={"name": "厦门低空大赛", "name_en": ""}).status_code == 200
    marked = staff.put(f"/contests/{key}/mark", data=picture(), headers=UPLOADED).get_json()
    assert (marked["mark"]["width"], marked["editions"], marked["published"]) == (30, 2, 2)
    for slug, old in before.items():
        now = staff.get(f"/editions/{slug}").get_json()
        assert (now["contest"]["name"], now["contest"]["mark"]) == ("厦门低空大赛", marked["mark"])
        assert (now["version"], now["sha256"]) == (old["version"] + 2, old["sha256"])
    assert {one["contest"]["name"] for one in told(events)[-2:]} == {"厦门低空大赛"}
    assert staff.put(f"/contests/{key}/mark", data=PDF, headers=UPLOADED).get_json()["code"] == "wrong-type"
    assert staff.delete(f"/contests/{key}/mark").get_json()["mark"] is None


def test_first_contest_is_shown_until_another_is_chosen(app: Flask, staff: Caller, events: Events) -> None:
    first, second = (staff.post("/contests", json={"name": name}).get_json() for name in ("甲赛", "乙赛"))
    assert (first["front"], second["front"]) == (True, False)
    sent = edition() | {"contest": {"key": first["key"], "name": "甲赛"}}
    assert staff.put("/editions/xm5g-04", json=sent).status_code == 200
    assert staff.put(f"/contests/{second['key']}/front").get_json()["front"]
    assert [one["front"] for one in staff.get("/contests").get_json()["items"]] == [True, False]
    assert told(events)[-1]["contest"]["front"] is False
    assert staff.post("/contests", json={"name": "甲赛"}).get_json()["code"] == "name-taken"
    assert staff.put("/contests/none/front").status_code == 404
    stranger = organizer(app, "别届", scope="edition:xm5g-04")
    assert stranger.put(f"/contests/{first['key']}", json={"name": "改名"}).status_code == 403
