"""Editions written matter by matter: begun, copied, published, fixed, archived, deleted, and by whom."""

import json
from datetime import timedelta
from typing import Any

from flask import Flask

from chassis import clock
from contracts.roles import AUDITOR, ORGANIZER
from deploy.demo.load import FOLDER
from services.registration.contest.drafting.composing import Known, compose
from services.registration.contest.drafting.kinds import IN_DOCUMENT
from services.registration.contest.drafting.taking_apart import file_id, take_apart
from services.registration.contest.editions.schemas import FACTS, EditionSchema
from tests.services.registration.conftest import Events
from tests.services.registration.contest.written import NEW, draft, overview, publish, write
from tests.services.registration.factories import DEADLINE, Caller, edition, leader, organizer

LATE = DEADLINE + timedelta(days=60)


def test_new_edition_is_written_checked_and_published_by_one_press(begun: Caller, events: Events) -> None:
    assert begun.get("/editions/xm5g05").status_code == 404
    before = overview(begun)
    assert (before["ready"], begun.get("/editions/xm5g05/preview").get_json()["document"]) == (False, None)
    assert {(one["matter"], one["field"]) for one in before["points"] if one["stops"]} == {
        ("basics", "summary"),
        ("organisers", "organisers"),
    }
    refused = publish(begun)
    assert refused.status_code == 422
    assert set(refused.get_json()["errors"]) == {"basics.summary", "organisers.organisers"}
    assert write(begun, "basics", summary="征集5G应用项目。").status_code == 200
    assert write(begun, "organisers", organisers=[{"rank": "hosting", "name": "厦门市信息协会"}]).status_code == 200
    ready = overview(begun)
    assert not [one for one in ready["points"] if one["stops"]]
    assert ready["ready"]
    assert begun.get("/editions/xm5g05/preview").get_json()["document"]["entry_prefix"] == "XM5G05"
    stale = begun.post("/editions/xm5g05/publication", etag=before["etag"])
    assert stale.status_code == 412
    published = publish(begun).get_json()
    assert (published["version"], published["contest"]["name"]) == (1, "厦门5G应用大赛")
    told = [facts for kind, facts in events() if kind == "registration.edition.published.v1"][-1]
    assert (told["edition"], told["sha256"]) == ("xm5g05", published["sha256"])
    assert {one["state"] for one in overview(begun)["matters"]} == {"published"}
    assert publish(begun).get_json()["version"] == 1


def test_changed_matter_is_published_alone_and_names_stay_what_others_refer_to(begun: Caller) -> None:
    write(begun, "basics", summary="征集5G应用项目。")
    write(begun, "organisers", organisers=[{"rank": "hosting", "name": "厦门市信息协会"}])
    assert write(begun, "tracks", tracks=[{"name": "5G+工业互联网"}, {"name": "5G+工业互联网"}]).status_code == 200
    rows = draft(begun, "tracks")["content"]["tracks"]
    assert [row["key"] for row in rows] == ["5g-gongyehulianwang", "5g-gongyehulianwang-2"]
    assert {one["field"] for one in overview(begun)["points"] if one["stops"]} == {"tracks.0.name", "tracks.1.name"}
    rows[1]["name"] = "5G+医疗健康"
    write(begun, "tracks", tracks=rows)
    publish(begun)
    rows[0]["name"] = "5G+智慧港航"
    write(begun, "tracks", tracks=rows)
    write(begun, "groups", groups=[{"name": "创意组"}])
    assert overview(begun)["changed"] == begun.get("/desk?edition=xm5g05").get_json()["edition"]["changes"] == 2
    found = draft(begun, "tracks")
    assert found["may"] == ["write", "publish"]
    alone = begun.post("/editions/xm5g05/matters/tracks/publication", json={}, etag=found["etag"])
    assert alone.status_code == 200
    shown = begun.get("/editions/xm5g05").get_json()
    first = shown["tracks"][0]
    assert (first["key"], first["name"]) == ("5g-gongyehulianwang", "5G+智慧港航")
    assert len(shown["groups"]) == 2
    assert overview(begun)["changed"] == 1


def test_copy_moves_the_timetable_and_leaves_entries_and_exceptions_behind(app: Flask, staff: Caller) -> None:
    write(staff, "calendar", "xm5g-04", exceptional_days=[{"date": "2024-12-02", "working": "no"}])
    made = staff.post("/editions/xm5g-04/copies", json=NEW)
    assert made.status_code == 201
    found = draft(staff, "calendar")["content"]
    assert "exceptional_days" not in found
    assert [(row["key"], row["opens_day"], row["closes_time"]) for row in found["stages"]] == [
        ("entry", "2025-11-03", "24:00"),
        ("preliminary", "2025-12-24", "24:00"),
    ]
    assert draft(staff, "basics")["content"]["name"] == NEW["name"]
    taken = staff.post("/editions/xm5g-04/copies", json=NEW)
    assert (taken.status_code, taken.get_json()["code"]) == (409, "slug-taken")


def test_stage_moved_elsewhere_stands_in_the_draft_which_stays_a_draft(app: Flask, staff: Caller) -> None:
    stages = draft(staff, "calendar", "xm5g-04")["content"]["stages"]
    write(staff, "calendar", "xm5g-04", stages=[*stages, {"kind": "notice", "name": "公示"}])
    window = {"opens_at": clock.now().isoformat(), "closes_at": (DEADLINE + timedelta(days=1)).isoformat()}
    etag = staff.get("/editions/xm5g-04").headers["ETag"]
    assert staff.put("/editions/xm5g-04/stages/entry/window", json=window, etag=etag).status_code == 200
    found = draft(staff, "calendar", "xm5g-04")
    assert found["state"] == "changed"
    assert [(row["name"], row.get("closes_day")) for row in found["content"]["stages"]] == [
        ("报名与提交", "2024-12-07"),
        ("初赛网评", "2024-12-27"),
        ("公示", None),
    ]
    assert len(staff.get("/editions/xm5g-04").get_json()["stages"]) == 2


def test_published_dates_that_would_move_name_how_many_are_told(app: Flask, staff: Caller, events: Events) -> None:
    assert overview(staff, "xm5g-04")["effect"] is None
    leader(app).post("/entries", json={"edition": "xm5g-04"})
    stages = draft(staff, "calendar", "xm5g-04")["content"]["stages"]
    write(staff, "calendar", "xm5g-04", stages=[stages[0] | {"closes_day": "2024-12-09"}, *stages[1:]])
    effect = overview(staff, "xm5g-04")["effect"]
    found = staff.get("/editions/xm5g-04/matters/calendar/review").get_json()
    assert found["about"]["effect"] == effect
    move = effect["moves"][0]
    assert (len(effect["moves"]), move["name"], effect["teams"]) == (1, "报名与提交", 1)
    assert (move["old_closes_at"], move["closes_at"]) == ("2024-12-06T16:00:00+00:00", "2024-12-09T16:00:00+00:00")
    alone = staff.post("/editions/xm5g-04/matters/calendar/publication", json={}, etag=found["etag"])
    assert alone.status_code == 200
    told = [facts for kind, facts in events() if kind == "registration.team-dates.moved.v1"]
    assert len(told) == effect["teams"]
    assert overview(staff, "xm5g-04")["effect"] is None


def test_what_is_fixed_refuses_to_change_and_says_since_when(app: Flask, staff: Caller) -> None:
    opens = clock.now() + timedelta(days=30)
    with clock.frozen(opens):
        awards = next(one for one in overview(staff, "xm5g-04")["matters"] if one["matter"] == "awards")
        assert awards["frozen_by"] == "judging"
        assert write(staff, "awards", "xm5g-04", awards=[{"name": "特等奖"}]).get_json()["code"] == "matter-frozen"
        whole = staff.put("/editions/xm5g-04", json=edition(awards=[{"name": "特等奖"}]))
        assert whole.get_json()["code"] == "matter-frozen"
        assert staff.put("/editions/xm5g-04/archive").get_json()["code"] == "edition-running"
    with clock.frozen(LATE):
        assert overview(staff, "xm5g-04")["state"] == "closed"
        for _ in range(2):
            assert staff.put("/editions/xm5g-04/archive").get_json()["state"] == "archived"
        assert write(staff, "basics", "xm5g-04", name="改名").get_json()["code"] == "edition-archived"
        assert staff.get("/editions/xm5g-04").status_code == 200
        assert staff.delete("/editions/xm5g-04/archive").get_json()["state"] == "closed"
        assert write(staff, "basics", "xm5g-04", name="改名").status_code == 200


def test_only_what_nobody_saw_is_deleted(begun: Caller) -> None:
    assert begun.delete("/editions/xm5g-04/draft").get_json()["code"] == "draft-published"
    assert begun.delete("/editions/xm5g05/draft").status_code == 204
    assert begun.get("/editions/xm5g05/overview").status_code == 404
    assert begun.post("/edition-drafts", json=NEW | {"contest_name": "厦门5G应用大赛"}).status_code == 201


def test_document_comes_in_as_drafts_and_goes_out_again(begun: Caller) -> None:
    document = edition(name="第五届", entry_prefix="XM5G05")
    assert begun.put("/editions/xm5g05/draft", json=document).status_code == 200
    assert [row["key"] for row in draft(begun, "tracks")["content"]["tracks"]] == ["t1", "t2"]
    assert begun.get("/editions/xm5g05").status_code == 404


def test_rights_hold_for_ones_own_edition_alone(app: Flask, begun: Caller) -> None:
    own = organizer(app, "本届组委会", scope="edition:xm5g-04")
    assert [one["slug"] for one in own.get("/edition-drafts").get_json()["items"]] == ["xm5g-04"]
    assert write(own, "groups", "xm5g-04", groups=[{"name": "甲组"}]).status_code == 200
    for refused in (
        own.get("/editions/xm5g05/overview"),
        own.get("/editions/xm5g05/matters/basics/draft"),
        own.post("/editions/xm5g05/publication", etag='"x"'),
        own.delete("/editions/xm5g05/draft"),
        own.put("/editions/xm5g05/draft", json=edition()),
        own.post("/edition-drafts", json=NEW | {"contest_name": "别的大赛"}),
        own.post("/editions/xm5g-04/copies", json=NEW | {"entry_prefix": "ZZ1"}),
        leader(app).get("/editions/xm5g-04/overview"),
    ):
        assert refused.status_code == 403
    auditor = Caller(app, (AUDITOR,), "审计")
    assert overview(auditor, "xm5g-04")["may"] == []
    assert ORGANIZER not in auditor.roles


def test_second_organizer_is_told_of_the_first(begun: Caller, app: Flask) -> None:
    found = draft(begun, "team")
    path, content = "/editions/xm5g05/matters/team/draft", found["content"]
    assert begun.put(path, json={"content": content | {"members_most": "5"}}, etag=found["etag"]).status_code == 200
    late = organizer(app, "另一位").put(path, json={"content": content | {"members_most": "7"}}, etag=found["etag"])
    assert late.status_code == 412
    elsewhere = write(organizer(app, "另一位"), "groups", groups=[{"name": "甲组"}])
    assert elsewhere.status_code == 200


def picture(digit: str) -> dict[str, Any]:
    """A picture as its upload answered."""
    return {"sha256": digit * 64, "name": f"{digit}.png", "type": "png", "size": 9, "width": 2, "height": 2}


def test_document_survives_the_way_through_its_matters() -> None:
    facts = json.loads((FOLDER / "edition.json").read_text("utf-8"))["edition"]
    for name in FACTS:
        facts.pop(name, None)
    for stage in facts["stages"]:
        stage |= {name: f"{stage[name]}+08:00" for name in ("opens_at", "closes_at")}
    logos = {"logo-authority.png": picture("a"), "logo-operator.png": picture("b"), "logo-partner.png": picture("c")}
    for one in facts["organisers"]:
        one["logo"] = logos.get(one.get("logo"))
    document = EditionSchema().load(facts)
    contents = take_apart(document)
    assert set(contents) == set(IN_DOCUMENT)
    files = {file_id(one): one for one in (*logos.values(), *(one["file"] for one in document["documents"]))}
    known = Known({document["contest"]["key"]: document["contest"]}, files)
    assert EditionSchema().load(compose(contents, known)) == document


def test_publishing_past_dates_says_what_it_fixes_and_then_asks_for_nothing_that_is_fixed(begun: Caller) -> None:
    write(begun, "basics", summary="征集5G应用项目。")
    write(begun, "organisers", organisers=[{"rank": "hosting", "name": "厦门市信息协会"}])
    write(begun, "awards", awards=[{"name": "优秀奖"}])
    assert overview(begun)["fixes"] == []
    with clock.frozen(LATE + timedelta(days=700)):
        before = overview(begun)
        assert before["fixes"] == ["awards", "screening"]
        assert "awards" in {one["matter"] for one in before["points"]}
        publish(begun)
        after = overview(begun)
        assert after["fixes"] == []
        assert {one["matter"] for one in after["points"]} & {"awards", "screening"} == set()
        assert "all-over" not in {one["code"] for one in after["points"]}


def test_contest_of_others_drafts_is_named_to_nobody_without_part_in_it(app: Flask, begun: Caller) -> None:
    hidden = {"name": "第一届", "entry_prefix": "HID01", "starts_on": "2026-03-02", "contest_name": "未公开的大赛"}
    assert begun.post("/edition-drafts", json=hidden).status_code == 201
    for caller, knows in ((begun, True), (organizer(app, scope="edition:xm5g05"), False)):
        for path in ("/editions/xm5g05/matters/basics/draft", "/edition-drafts"):
            told = json.dumps(caller.get(path).get_json(), ensure_ascii=False)
            assert ("厦门5G应用大赛" in told, "未公开的大赛" in told) == (True, knows)


def test_names_of_what_is_public_lead_nowhere(begun: Caller) -> None:
    for bad in ("第六届 www.evil.example", "第六届 evil。com"):
        refused = begun.post(
            "/edition-drafts", json=NEW | {"entry_prefix": "XM5G06", "contest_name": "新赛", "name": bad}
        )
        assert [one["code"] for one in refused.get_json()["errors"]["name"]] == ["link-in-name"]
    write(begun, "tracks", tracks=[{"name": "http://evil.example"}])
    assert ("tracks", "tracks.0.name", "link-in-name") in {
        (one["matter"], one["field"], one["code"]) for one in overview(begun)["points"] if one["stops"]
    }
