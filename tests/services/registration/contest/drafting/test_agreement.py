"""What a draft may hold half done, and what its matters must agree in before they are published."""

from flask import Flask

from chassis.forms.fields import Rows
from services.registration.contest.drafting.kinds import IN_DOCUMENT, form_of
from tests.services.registration.contest.written import draft, overview, publish, write
from tests.services.registration.factories import Caller, leader
from tests.services.registration.factories import draft as entry


def test_rows_that_say_nothing_stop_nobody_and_are_not_published(begun: Caller) -> None:
    write(begun, "basics", summary="征集5G应用项目。")
    write(begun, "organisers", organisers=[{}, {"rank": "hosting", "name": "厦门市信息协会"}])
    for matter in IN_DOCUMENT:
        lists = [one for one in form_of(matter) if isinstance(one, Rows)]
        rows = {one.key: [{}, *draft(begun, matter)["content"].get(one.key, []), {}] for one in lists}
        assert write(begun, matter, **rows).status_code == 200, matter
        assert begun.get(f"/editions/xm5g05/matters/{matter}/review").status_code == 200, matter
    assert not [one for one in overview(begun)["points"] if one["stops"]]
    published = publish(begun)
    assert published.status_code == 200
    assert published.get_json()["documents"] == []
    stages = draft(begun, "calendar")["content"]["stages"]
    write(begun, "calendar", stages=[{}, stages[0] | {"closes_day": stages[0]["opens_day"], "closes_time": "00:00"}])
    places = {one["field"] for one in overview(begun)["points"] if one["stops"] and one["matter"] == "calendar"}
    assert places == {"stages.1.closes_day"}


def test_public_list_of_those_that_passed_is_offered_where_entries_are_screened(begun: Caller) -> None:
    def asked() -> set[str]:
        return {one["key"] for part in draft(begun, "screening")["form"]["sections"] for one in part["fields"]}

    write(begun, "basics", summary="征集5G应用项目。")
    write(begun, "organisers", organisers=[{"rank": "hosting", "name": "厦门市信息协会"}])
    assert "passed_public" in asked()
    write(begun, "screening", passed_public=True)
    stages = draft(begun, "calendar")["content"]["stages"]
    write(begun, "calendar", stages=[one for one in stages if one["kind"] != "screening"])
    assert "passed_public" not in asked()
    assert publish(begun).status_code == 200
    assert begun.get("/editions/xm5g05").get_json()["screening_rules"]["passed_public"] is False


def test_points_of_the_checklist_name_what_they_are_held_against(begun: Caller) -> None:
    write(begun, "basics", summary="征集5G应用项目。")
    write(begun, "organisers", organisers=[{"rank": "hosting", "name": "厦门市信息协会"}])
    first, *others = draft(begun, "screening")["content"]["screening"]
    rows = draft(begun, "screening")["form"]["sections"][0]["fields"][0]
    (asked,) = (one for one in rows["fields"] if one["key"] == "about_1")
    assert {"key": "document", "name": {"zh": "申报书", "en": "Entry document"}} in asked["choices"]
    named = first | {"about_1": "document", "about_2": "title", "about_3": "document"}
    assert write(begun, "screening", screening=[named, *others]).status_code == 200
    assert publish(begun).status_code == 200
    points = begun.get("/editions/xm5g05").get_json()["screening"]
    assert [one["fields"] for one in points][:2] == [["document", "title"], []]
    assert draft(begun, "screening")["content"]["screening"][0]["about_2"] == "title"


def test_choice_that_is_used_cannot_go_and_the_check_says_so(app: Flask, staff: Caller) -> None:
    leader(app).post("/entries", json=entry(edition="xm5g-04"))
    tracks = draft(staff, "tracks", "xm5g-04")["content"]["tracks"]
    write(staff, "tracks", "xm5g-04", tracks=[one for one in tracks if one["key"] != "t2"])
    found = draft(staff, "tracks", "xm5g-04")
    assert "5G+智慧港航物流" in str(found["missing"])
    assert "publish" not in found["may"]
    form = draft(staff, "form", "xm5g-04")["content"]
    condition = {"is": "equals", "field": "group", "value": "c"}
    form["sections"][0]["fields"][-1]["shown_when"] = condition
    found = draft(staff, "form", "xm5g-04")
    path = "/editions/xm5g-04/matters/form/draft"
    assert staff.put(path, json={"content": form}, etag=found["etag"]).status_code == 200
    groups = draft(staff, "groups", "xm5g-04")["content"]["groups"]
    write(staff, "groups", "xm5g-04", groups=[one for one in groups if one["key"] != "c"])
    stops = [one for one in overview(staff, "xm5g-04")["points"] if one["stops"]]
    assert ("groups", "choice-asked") in {(one["matter"], one["code"]) for one in stops}
