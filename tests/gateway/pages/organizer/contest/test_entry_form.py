"""The entry form of an edition made on pages alone, without script: an outline, a page for each part, publication."""

import json
import re
from itertools import count
from typing import Any

import pytest

from chassis import clock
from contracts.roles import LEADER, ORGANIZER
from tests.chassis.forms.samples import KINDS, field
from tests.gateway import papers
from tests.gateway.browsing import UPLOAD, Browser, Contest, form_fields, upload_form

EVIL = "</script><img src=x onerror=alert(1)>\"'{{7*7}}"
NUMBERS = count(1)


@pytest.fixture
def contest(empty: Contest) -> Contest:
    """A product of this file's own: an edition put beside those of others would be the one shown first."""
    return empty


@pytest.fixture
def here(contest: Contest) -> str:
    """The form of a public edition of one's own."""
    slug = f"form{next(NUMBERS)}"
    contest.put_edition(slug, papers.edition(clock.now()) | {"name": f"届次{slug}", "entry_prefix": slug.upper()})
    return f"/organizer/editions/{slug}/matters/form"


@pytest.fixture
def office(contest: Contest) -> Browser:
    return contest.signed_in(ORGANIZER)


def shown(browser: Browser, page: str) -> str:
    answer = browser.get(page)
    assert answer.status_code == 200, answer.text
    assert "<img src=x" not in answer.text
    return str(answer.text)


def act(browser: Browser, here: str, **sent: str) -> str:
    """Press a button of the outline; where one is led."""
    page = f"{here}/edit"
    hidden = {"csrf_token": form_fields(shown(browser, page), page)["csrf_token"]}
    answer = browser.client.post(page, data=hidden | sent)
    assert answer.status_code == 303, answer.text
    return str(answer.location)


def write(browser: Browser, page: str, status: int = 303, opened: str = "", **fields: str) -> str:
    """Save the settings of a part with these answers in place of what stands there."""
    text = opened or shown(browser, page)
    answer = browser.client.post(page, data=form_fields(text, page) | {"action": "save"} | fields)
    assert answer.status_code == status, answer.text
    return str(answer.text)


def lines(browser: Browser, here: str) -> list[str]:
    """The places of the outline, in order."""
    return re.findall(rf'href="{here}/parts/([^"]+)"', shown(browser, f"{here}/edit"))


def test_parts_are_added_moved_copied_and_removed_by_buttons(office: Browser, here: str) -> None:
    assert lines(office, here)[:3] == ["@project", "title", "track"]
    act(office, here, change="section:", name=f"效益{EVIL}")
    section = [one for one in lines(office, here) if one.startswith("@")][-1]
    where = act(office, here, change=f"field:{section}", kind="radio", name="落地阶段")
    assert where == f"{here}/parts/luodijieduan"
    act(office, here, change="copy:luodijieduan")
    act(office, here, change="up:luodijieduan_fuben")
    assert lines(office, here)[-3:] == [section, "luodijieduan_fuben", "luodijieduan"]
    act(office, here, change="remove:luodijieduan_fuben")
    act(office, here, change="up:luodijieduan")
    assert lines(office, here)[-2:] == ["luodijieduan", section]
    refused = office.client.post(f"{here}/edit", data={"csrf_token": _token(office, here), "change": "remove:title"})
    assert refused.status_code == 409
    refused = office.client.post(f"{here}/edit", data={"csrf_token": _token(office, here), "change": "remove:@project"})
    assert refused.status_code == 409
    assert "缺少" not in shown(office, here)


def _token(browser: Browser, here: str) -> str:
    page = f"{here}/edit"
    return form_fields(shown(browser, page), page)["csrf_token"]


def test_field_is_set_by_picking_and_two_who_edit_lose_nothing(contest: Contest, office: Browser, here: str) -> None:
    choosing = act(office, here, change="field:@project", kind="select", name="落地阶段")
    rows: Any = {"choices.0.name": "创意", "choices.1.name": "试点", "choices.1.name_en": "Pilot"}
    write(office, choosing, label="落地阶段", seen="judges", required="always", **rows)
    telling = act(office, here, change="field:@project", kind="area", name=f"说明{EVIL}")
    opened = shown(office, telling)
    assert "落地阶段：试点" in opened
    said: dict[str, Any] = {"label": f"说明{EVIL}", "most": "300", "shown": "when", "seen": "both"}
    assert "请增加条件" in write(office, telling, 422, opened, **said)
    condition: Any = {"shown_mode": "all", "shown_when.0.clause": "luodijieduan=shidian", "shown_when.0.holds": "yes"}
    other = contest.signed_in(ORGANIZER)
    theirs = shown(other, telling)
    write(other, f"{here}/parts/summary", label="简介", most="500")
    write(office, telling, opened=opened, **said, **condition)
    assert "“落地阶段”为“试点”时出现" in shown(office, f"{here}/edit")
    assert ">简介<" in shown(office, f"{here}/edit")
    conflict = write(other, telling, 412, theirs, **said | {"most": "400"}, **condition)
    assert "别处已保存过新的内容" in conflict
    assert 'value="400"' in conflict
    act(office, here, change="remove:luodijieduan")
    assert "时出现" not in shown(office, f"{here}/edit")
    gone = office.client.post(choosing, data={"csrf_token": _token(office, here), "label": "我写的名称"})
    assert gone.status_code == 409
    assert "我写的名称" in gone.text
    for view in ("team", "judges", "public"):
        assert "简介" in shown(office, f"{here}/preview?view={view}&width=phone")


def test_every_kind_of_field_is_drawn_for_team_judges_and_public(contest: Contest, office: Browser, here: str) -> None:
    slug, person = here.split("/")[3], contest.person(ORGANIZER)
    path = f"/editions/{slug}/matters/form/draft"
    found = contest.call(person, "registration", "GET", path)
    every = [field(kind, f"every_{kind}", f"每种 {kind}", seen_by=["judges", "public"]) for kind in KINDS]
    found["content"]["sections"][0]["fields"] += every
    body, tag = {"content": found["content"]}, {"If-Match": found["etag"]}
    contest.call(person, "registration", "PUT", path, json=body, headers=tag)
    team = shown(office, f"{here}/preview?view=team")
    readers = [shown(office, f"{here}/preview?view={view}") for view in ("judges", "public")]
    for kind in KINDS:
        drawn = re.search(rf'(name|id)="every_{kind}"', team)
        assert drawn, kind
        reading = readers[:1] if kind == "file" else readers  # what wins is told in words and one picture
        assert all(f"每种 {kind}" in text for text in reading), kind
        assert f"每种 {kind}" in shown(office, f"{here}/parts/every_{kind}")


def test_needed_field_that_is_missing_can_be_picked(contest: Contest, office: Browser, here: str) -> None:
    slug, person = here.split("/")[3], contest.person(ORGANIZER)
    path = f"/editions/{slug}/matters/form/draft"
    found = contest.call(person, "registration", "GET", path)
    fields = found["content"]["sections"][0]["fields"]
    fields[:] = [one for one in fields if one["key"] != "title"]
    body, tag = {"content": found["content"]}, {"If-Match": found["etag"]}
    contest.call(person, "registration", "PUT", path, json=body, headers=tag)
    assert "缺少“项目名称”" in shown(office, here)
    assert act(office, here, change="field:@project", kind="title", name="项目名称") == f"{here}/parts/title"
    assert "缺少" not in shown(office, here)


def test_form_in_use_asks_before_its_next_version(contest: Contest, office: Browser, here: str) -> None:
    slug = here.split("/")[3]
    leader = contest.person(LEADER)
    answers = {"title": "窑炉缺陷检测系统", "summary": "简介" * 60}
    contest.call(leader, "registration", "POST", "/entries", json={"edition": slug, "answers": answers})
    act(office, here, change="remove:summary")
    page = shown(office, here)
    assert "1 份未提交的草稿移到新版" in page
    assert "1 份受影响项目的负责人会收到通知" in page
    assert "项目简介：新版表单没有这一项" in page
    hidden = form_fields(page, f"{here}/publication")
    asked = office.client.post(f"{here}/publication", data=hidden)
    assert (asked.status_code, "确认发布新版" in asked.text) == (200, True)
    assert office.client.post(f"{here}/publication", data=hidden | {"confirmed": "1"}).status_code == 303
    assert office.client.post(f"{here}/publication", data=hidden | {"confirmed": "1"}).status_code == 412
    assert contest.call(leader, "registration", "GET", f"/editions/{slug}/form")["version"] == 2
    assert "删除“项目简介”" in shown(office, f"{here}/history/comparison?after=2&before=1")


def test_form_begins_with_a_ready_made_one(office: Browser, here: str) -> None:
    page = f"{here}/beginning"
    for source in ("student", "idea", "application"):
        hidden = form_fields(shown(office, page), page)
        assert office.client.post(page, data=hidden | {"source": f"set/{source}"}).status_code == 303
        assert "待补全" not in shown(office, f"{here}/edit")
    assert office.client.post(page, data=form_fields(shown(office, page), page)).status_code == 422
    assert office.get(f"{here}/document").get_json()["key"] == "entry"


def send(browser: Browser, page: str, address: str, content: bytes, name: str, status: int) -> str:
    """Send a file by a plain form of a page."""
    token = form_fields(shown(browser, page), address)["csrf_token"]
    answer = browser.client.post(address, data=upload_form(content, name, token), content_type=UPLOAD)
    assert answer.status_code == status, answer.text
    return str(answer.text)


def test_form_goes_from_one_edition_to_another_as_a_file(office: Browser, here: str) -> None:
    page, address = f"{here}/beginning", f"{here}/beginning/file"
    act(office, here, change="field:@project", kind="text", name=f"口号{EVIL}")
    taken_along = office.get(f"{here}/document").data
    document = json.loads(taken_along)
    document["sections"][0]["fields"][0]["most"] = "many"
    wrong = send(office, page, address, json.dumps(document).encode(), "form.json", 422)
    assert "项目名称 › 上限：这里应为整数。" in wrong
    for content in (b"%PDF-1.7", b"[1]", b"[" * 100_000, b'{"a":'):
        assert "这个文件不是参赛表单" in send(office, page, address, content, "form.json", 422)
    assert "不会超过 512 KB" in send(office, page, address, b" " * (600 << 10), "form.json", 413)
    act(office, here, change="remove:kouhao_script_img_src_x_onerror_al")
    compared = send(office, page, address, taken_along, "form.json", 200)
    assert "新增“口号&lt;/script&gt;" in compared
    assert "口号" not in shown(office, f"{here}/edit")
    confirmed = f"{here}/beginning/document"
    assert office.client.post(confirmed, data=form_fields(compared, confirmed)).status_code == 303
    assert "口号" in shown(office, f"{here}/edit")
    assert office.client.post(confirmed, data=form_fields(compared, confirmed)).status_code == 412


def test_slot_offers_a_template_that_teams_download(contest: Contest, office: Browser, here: str) -> None:
    part = f"{here}/parts/document"
    address = f"{part}/template"
    send(office, address, address, b"%PDF-1.7\n%%EOF", "申报书模板.pdf", 303)
    assert re.search(r'<option value="[0-9a-f]{40}" selected>申报书模板.pdf', shown(office, part))
    assert ">申报书模板.pdf</a>" in shown(office, address)
    hidden = form_fields(shown(office, here), f"{here}/publication")
    assert office.client.post(f"{here}/publication", data=hidden).status_code == 303
    person, slug = contest.person(LEADER), here.split("/")[3]
    leader = contest.browser(person)
    entry = contest.call(person, "registration", "POST", "/entries", json={"edition": slug, "answers": {}})
    for page in (f"/entries/{entry['id']}/edit", f"/entries/{entry['id']}/files/document"):
        (link,) = re.findall(r'href="([^"]+)">下载模板：申报书模板.pdf', shown(leader, page))
        assert leader.get(link).data == b"%PDF-1.7\n%%EOF"
    write(office, part, types="pdf", size="20", template="")
    assert "模板文件由“申报书模板.pdf”改为未设" in shown(office, here)
