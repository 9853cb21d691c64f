"""The form of an edition: its versions, and drafts that move to a new one without loss."""

from copy import deepcopy
from typing import Any

from flask import Flask

from chassis.storage.engine import Database
from services.registration.people.personal_data import held
from tests.chassis.forms.samples import field
from tests.sample_files import picture
from tests.services.registration.conftest import Events
from tests.services.registration.contest import written
from tests.services.registration.factories import (
    PDF,
    Caller,
    answers,
    checked,
    draft,
    leader,
    organizer,
    start_entry,
    submit,
    submitted_entry,
    upload,
)

FORM = "/editions/xm5g-04/form"
MATTER = "/editions/xm5g-04/matters/form"
OTHER = "/editions/xm5g05/matters/form"


def current(who: Caller) -> dict[str, Any]:
    """The form that new entries are begun with."""
    found: dict[str, Any] = who.get(FORM).get_json()
    return found


def changed(document: dict[str, Any], *more: dict[str, Any], without: tuple[str, ...] = ()) -> dict[str, Any]:
    """The document with further fields and without some."""
    made = deepcopy(document)
    fields = made["sections"][0]["fields"]
    made["sections"][0]["fields"] = [one for one in fields if one["key"] not in without] + list(more)
    return made


def test_edition_has_the_standard_form_until_it_has_its_own(staff: Caller, team: Caller) -> None:
    first = current(team)
    assert (first["version"], first["in_use"]) == (1, False)
    saved = staff.put(FORM, json=changed(first["document"], field("text", "slogan", "口号")))
    assert (saved.status_code, saved.get_json()["version"]) == (200, 1)
    assert saved.get_json()["changes"] == ["新增“口号”（单行文字）。"]
    assert current(team)["document"] == saved.get_json()["document"]


def test_version_in_use_never_changes(staff: Caller, team: Caller) -> None:
    entry = start_entry(team)
    first = current(team)
    assert (first["in_use"], first["sha256"]) == (True, entry["form_sha256"])
    second = staff.put(FORM, json=changed(first["document"], field("text", "slogan"))).get_json()
    assert (second["version"], second["in_use"]) == (2, True)
    assert team.get("/editions/xm5g-04/forms/1").get_json()["document"] == first["document"]
    again = staff.put(FORM, json=second["document"]).get_json()
    assert (again["version"], again["changes"]) == (2, [])
    assert team.get("/editions/xm5g-04/forms/3").status_code == 404


def test_drafts_move_and_what_no_longer_fits_is_kept_with_its_reason(staff: Caller, app: Flask) -> None:
    team, other = leader(app), leader(app, "示例乙")
    moving, done = start_entry(team), submitted_entry(other, title="已经提交的5G项目")
    document = changed(current(team)["document"], field("text", "slogan", required=True), without=("summary",))
    staff.put(FORM, json=document)
    entry = team.get(f"/entries/{moving['id']}").get_json()
    assert (entry["form_version"], entry["title"]) == (2, moving["title"])
    assert [(one["label"], one["said"], one["why"]) for one in entry["kept"]] == [
        ("项目简介", moving["answers"]["summary"], "新版表单没有这一项")
    ]
    assert [lack["field"] for lack in entry["missing"]] == ["slogan"]
    assert other.get(f"/entries/{done['id']}").get_json() == done
    assert team.patch(f"/entries/{entry['id']}", json=answers(title="旧页面"), etag=moving["etag"]).status_code == 412
    taken_back = other.delete(f"/entries/{done['id']}/submission").get_json()
    assert (taken_back["form_version"], len(taken_back["kept"])) == (2, 1)


def test_version_is_told_to_those_it_touches_and_counts_them_before(staff: Caller, app: Flask, events: Events) -> None:
    def told(kind: str) -> list[dict[str, Any]]:
        return [facts for found, facts in events() if found == f"registration.{kind}.v1"]

    team, other, late = leader(app), leader(app, "示例乙"), leader(app, "示例丙")
    draft_of, done = start_entry(team), submitted_entry(other, title="已经提交的5G项目")
    start_entry(late, title="简介很短的5G项目", summary="简" * 100)
    document = current(team)["document"]
    for one in document["sections"][0]["fields"]:
        one |= {"most": 120, "least": 0} if one["key"] == "summary" else {}
    write_form(staff, document)
    effect = review(staff)["about"]["form_effect"]
    assert [(one["label"], one["drafts"]) for one in effect["touched"]] == [("项目简介", 1)]
    assert (effect["drafts"], effect["submitted"], effect["touched_submitted"], effect["told"]) == (2, 1, 1, 2)
    staff.put(FORM, json=document)
    assert [(one["edition"], one["version"], one["touched"]) for one in told("form.published")] == [("xm5g-04", 2, 2)]
    first, second = sorted(told("entry-form.changed"), key=lambda one: one["submitted"])
    assert (first["entry_id"], first["leader_id"], first["submitted"]) == (draft_of["id"], str(team.id), False)
    assert (second["entry_id"], second["submitted"]) == (done["id"], True)
    assert first["fields"] == [{"label": "项目简介", "label_en": "Summary", "why": "out-of-bounds"}]
    entry = team.get(f"/entries/{draft_of['id']}").get_json()
    assert entry["answers"]["summary"] == draft_of["answers"]["summary"]
    assert [one["code"] for one in entry["missing"]] == ["too-long"]
    assert [one["place"] for one in entry["kept"]] == ["summary"]
    again = team.patch(f"/entries/{entry['id']}", json=answers(summary=entry["answers"]["summary"]), etag=entry["etag"])
    assert again.status_code == 200
    third = changed(document, field("text", "slogan", "口号", required=True))
    staff.put(FORM, json=third)
    staff.put(FORM, json=third)
    fresh = [one for one in told("entry-form.changed") if one["version"] == 3]
    assert [[field["label"] for field in one["fields"]] for one in fresh] == [["口号"]] * 3
    assert len(told("form.published")) == 2


def test_files_of_a_slot_that_is_gone_stay_with_the_team_and_are_not_handed_in(staff: Caller, team: Caller) -> None:
    paper = field("file", "paper", "全文", seen_by=["judges"])
    document = changed(current(team)["document"], paper)
    staff.put(FORM, json=document)
    entry = start_entry(team)
    upload(team, entry["id"], slot="paper")
    write_form(staff, changed(document, without=("paper",)))
    touched = review(staff)["about"]["form_effect"]["touched"]
    assert [(one["label"], one["why"], one["drafts"]) for one in touched] == [("全文", "新版表单没有这一项", 1)]
    staff.put(FORM, json=changed(document, without=("paper",)))
    entry = team.get(f"/entries/{entry['id']}").get_json()
    assert [(one["label"], one["said"]) for one in entry["kept"]] == [("全文", "申报书.pdf")]
    assert [one["name"] for one in entry["files"]["paper"]] == ["申报书.pdf"]
    assert [one["slot"] for one in submit(team, entry).get_json()["files"]] == ["document"]


def write_form(staff: Caller, document: dict[str, Any]) -> None:
    """Save the draft of the form."""
    found = staff.get(f"{MATTER}/draft").get_json()
    saved = staff.put(f"{MATTER}/draft", json={"content": document}, etag=found["etag"])
    assert saved.status_code == 200, saved.text


def review(staff: Caller) -> dict[str, Any]:
    """The draft of the form as it is looked over."""
    found: dict[str, Any] = staff.get(f"{MATTER}/review").get_json()
    return found


def test_slot_offers_a_template_that_goes_with_the_form(staff: Caller, team: Caller, begun: Caller) -> None:
    headers = {"Content-Type": "application/octet-stream", "X-File-Name": "template.pdf"}
    sent = staff.post("/editions/xm5g-04/files", data=PDF, headers=headers).get_json()
    template = {name: sent[name] for name in ("sha256", "name", "type", "size")}
    document = current(team)["document"]
    slot = document["sections"][0]["fields"][-1]
    slot["template"] = template | {"sha256": "0" * 64}
    write_form(staff, document)
    assert [one["code"] for errors in review(staff)["missing"].values() for one in errors] == ["missing-file"]
    assert staff.put(FORM, json=document).status_code == 422
    slot["template"] = template
    assert staff.put(FORM, json=document).status_code == 200
    assert review(staff)["about"]["templates"] == [template]
    assert current(team)["document"]["sections"][0]["fields"][-1]["template"] == template
    assert staff.delete(f"/editions/xm5g-04/files/{sent['sha256']}").get_json()["code"] == "file-in-use"
    etag = written.draft(begun, "form")["etag"]
    assert begun.put(f"{OTHER}/beginning", json={"kind": "edition", "key": "xm5g-04"}, etag=etag).status_code == 204
    assert written.draft(begun, "form")["content"]["sections"][0]["fields"][-1]["template"] == template
    assert [one["sha256"] for one in begun.get("/editions/xm5g05/files").get_json()["items"]] == [template["sha256"]]


def test_form_from_a_file_is_compared_before_it_is_taken(staff: Caller, team: Caller) -> None:
    document = current(team)["document"]
    here = {"only_for": {"track": ["t1"]}, "shown_when": {"is": "equals", "field": "track", "value": "abroad"}}
    sent = changed(document, field("text", "slogan", "口号", **here), without=("summary",))
    sent["sections"][0]["fields"][-2]["template"] = {"sha256": "0" * 64, "name": "模板.docx", "type": "docx", "size": 9}
    body, path = {"kind": "document", "document": sent}, f"{MATTER}/beginning"
    compared = staff.post(f"{path}/comparison", json=body).get_json()
    assert compared["changes"] == [
        "新增“口号”（单行文字）。",
        "删除“项目简介”。",
    ]
    assert compared["left_out"] == [
        "“申报书”的模板文件由“模板.docx”改为未设。",
        "“口号”改为在“赛道”为“5G+工业互联网”时填写。",
    ]
    for sections, said in (("x", "这里应为一列内容。"), ([], "文件中的表单没有任何填写项。")):
        wrong = staff.post(f"{path}/comparison", json=body | {"document": sent | {"sections": sections}}).get_json()
        assert [one["message"] for one in wrong["errors"]["sections"]] == [said]
    assert staff.put(path, json=body, etag="x").status_code == 412
    etag = staff.get(f"{MATTER}/draft").get_json()["etag"]
    assert staff.put(path, json=body, etag=etag).status_code == 204
    taken = staff.get(f"{MATTER}/draft").get_json()["content"]["sections"][0]["fields"]
    assert (taken[-1]["only_for"], "shown_when" in taken[-1], "template" in taken[-2]) == (
        {"track": ["t1"]},
        False,
        False,
    )
    assert current(team)["document"] == document


def test_form_that_an_entry_cannot_do_without_is_refused(staff: Caller, team: Caller) -> None:
    document = current(team)["document"]
    refused = staff.put(FORM, json=changed(document, without=("organisation", "document")))
    assert refused.status_code == 422
    assert set(refused.get_json()["errors"]) == {"sections.organisation", "sections.document"}
    assert staff.put(FORM, json={"key": "x"}).status_code == 422
    assert staff.put(FORM, json=changed(document, field("text", "title"))).status_code == 422
    assert team.put(FORM, json=document).status_code == 403
    assert organizer(team.app, scope="edition:other").put(FORM, json=document).status_code == 403
    assert current(team)["document"] == document


def test_conditions_slots_and_people_follow_the_form(staff: Caller, team: Caller, database: Database) -> None:
    extra = (
        field("text", "phone", "手机", pattern="mobile", required=True, personal=True),
        field("text", "site", "地点", required=True, only_for={"group": ["a"]}, seen_by=["judges"]),
        field("file", "photos", "照片", types=["png"], count=2, only_for={"group": ["a"]}, required=True),
    )
    staff.put(FORM, json=changed(current(team)["document"], *extra))
    entry = start_entry(team)
    path = f"/entries/{entry['id']}"
    lacks = checked(team, entry["id"])["missing"]
    assert [lack["field"] for lack in lacks] == ["phone", "site", "photos"]
    assert upload(team, entry["id"], slot="photos").get_json()["code"] == "wrong-type"
    assert upload(team, entry["id"], slot="nothing").get_json()["code"] == "no-slot"
    png = picture("PNG")
    for _ in range(2):
        assert upload(team, entry["id"], png, name="a.png", slot="photos").status_code == 200
    assert upload(team, entry["id"], png, name="a.png", slot="photos").get_json()["code"] == "slot-full"
    entry = checked(team, entry["id"])
    typed = answers(phone="+86 199 0000 0001", site="集美")
    entry = team.patch(path, json=typed, etag=entry["etag"]).get_json()
    assert entry["missing"] == []
    other_group = team.patch(path, json=answers(group="c"), etag=entry["etag"]).get_json()
    assert (other_group["aside"], "site" in other_group["answers"]) == ({"site": "集美"}, False)
    entry = team.patch(path, json=answers(group="a"), etag=other_group["etag"]).get_json()
    assert (entry["aside"], entry["answers"]["site"]) == ({}, "集美")
    assert submit(team, entry).status_code == 200
    assert team.get(path).get_json()["answers"]["phone"] == "19900000001"
    with database.read() as session:
        facts = held(session, team.id)
    assert facts["entries"][0]["answers"]["手机"] == "19900000001"
    assert len(facts["submissions"][0]["files"]) == 3


def test_a_draft_of_another_edition_answers_another_form(staff: Caller, team: Caller) -> None:
    assert team.post("/entries", json=draft(number="x")).get_json()["errors"]["number"][0]["code"] == "unknown"
