"""An edition made on pages alone, without script: begun, written, checked, published, copied, archived."""

import re
from dataclasses import dataclass
from itertools import count

import pytest

from contracts.roles import AUDITOR, LEADER, ORGANIZER
from tests.gateway import papers
from tests.gateway.browsing import UPLOAD, Browser, Contest, form_fields, token, upload_form

EVIL = "</script><img src=x onerror=alert(1)>\"'{{7*7}}"
NUMBERS = count(10)
"""Of editions: the product is shared by the tests of this file."""


@dataclass
class Begun:
    """An organizer with a new edition of their own."""

    browser: Browser
    number: int

    @property
    def here(self) -> str:
        return f"/organizer/editions/zz{self.number}"

    @property
    def name(self) -> str:
        return f"第{self.number}届厦门5G应用大赛"

    def get(self, path: str = "") -> str:
        answer = self.browser.get(self.here + path)
        assert answer.status_code == 200, path
        return answer.text

    def write(self, matter: str, **fields: str) -> None:
        """Send the page's form with these fields and no others."""
        page = f"{self.here}/matters/{matter}/edit"
        hidden = form_fields(self.browser.get(page).text, page)
        sent = {name: hidden[name] for name in ("csrf_token", "etag")} | fields
        assert self.browser.client.post(page, data=sent).status_code == 303

    def send(self, page: str, path: str) -> int:
        return self.browser.send(page, self.here + path).status_code


@pytest.fixture
def begun(empty: Contest) -> Begun:
    """Its edition says enough to be published, with a text that would break a careless page."""
    made = Begun(empty.signed_in(ORGANIZER), next(NUMBERS))
    facts = {"contest_name": "厦门5G应用大赛", "name": made.name, "starts_on": "2031-03-03"}
    answer = made.browser.press("/organizer/editions/new", **facts, entry_prefix=f"zz{made.number}")
    assert answer.location == made.here, answer.text
    made.write("basics", summary=f"征集5G应用项目。{EVIL}")
    made.write("organisers", row="organisers.add")
    made.write("organisers", **{"organisers.0.rank": "hosting", "organisers.0.name": f"协会{EVIL}"})
    return made


def test_empty_home_tells_the_organizer_what_to_do(empty: Contest) -> None:
    assert 'href="/organizer/editions"' in empty.signed_in(ORGANIZER).get("/").text
    stranger = empty.stranger().get("/").text
    assert "还没有发布的大赛" in stranger
    assert "/organizer" not in stranger


def test_edition_is_made_checked_previewed_and_published_on_pages(empty: Contest, begun: Begun) -> None:
    page = begun.get()
    assert "没有咨询方式" in page
    assert begun.name not in empty.stranger().get("/").text
    assert begun.send(page, "/publication") == 303
    home = empty.until(lambda: (text := empty.stranger().get("/").text).count(begun.name) and text)
    assert "<img src=x" not in home
    assert "协会&lt;/script&gt;" in home
    again = begun.get()
    assert "草稿与已发布的内容相同" in again
    assert f'action="{begun.here}/publication"' not in again
    assert begun.send(page, "/publication") == 412


def test_preview_shows_every_page_marked_and_its_links_stay_within(empty: Contest, begun: Begun) -> None:
    begun.write("tracks", **{"tracks.0.name": "5G+海洋", "tracks.0.key": "sea", "tracks.0.description": "看海"})
    preview = begun.here.replace("/organizer/editions/", "/preview/")
    pages = [preview, *(f"{preview}/{page}" for page in ("enter", "timetable", "tracks", "tracks/sea"))]
    for page in pages:
        text = begun.browser.get(page).text
        assert ("预览只有组委会能看到" in text, "<img src=x" in text) == (True, False), page
        assert {*pages[1:4]} <= {*re.findall(r'href="(/[^"#?]*)', text)}, page
        assert not re.findall(r'href="/(?:enter|timetable|tracks|editions/|qr)', text), page
        assert empty.stranger().get(page).status_code != 200
    assert begun.browser.get(f"{begun.here}/matters/tracks/preview").location == f"{preview}/tracks"
    assert begun.browser.get(f"{preview}/tracks/land").status_code == 404


def test_each_page_of_an_edition_is_there_and_tells_what_is_missing(begun: Begun) -> None:
    matters = set(re.findall(rf'href="{begun.here}(/matters/[a-z]+)/edit', begun.get()))
    assert len(matters) == 12
    for matter in sorted(matters):
        for page in ("", "/edit", "/history"):
            assert "<img src=x" not in begun.get(matter + page)
    stage = {"stages.0.kind": "entry", "stages.0.name": "报名", "stages.0.key": "entry"}
    stage |= {"stages.0.opens_day": "2031-03-03", "stages.0.closes_day": "2031-03-08"}
    begun.write("calendar", **stage, **{"stages.0.closes_time": "18：00"})
    review = begun.get("/matters/calendar")
    assert ("不是工作日" in review, review.count("2031 年的放假安排尚未公布")) == (True, 1)
    assert "其中的工作日暂按法定节假日和周末休息计算" in begun.get("/matters/calendar/edit")
    assert "请填写时间" not in review
    begun.write("calendar", **stage, **{"stages.0.closes_time": "25:00"})
    assert "请填写时间" in begun.get("/matters/calendar")


def test_rows_are_copied_without_script_and_keep_what_refers_to_them(begun: Begun) -> None:
    begun.write("tracks", **{"tracks.0.name": "5G+海洋", "tracks.0.key": "all", "row": "tracks.0.copy"})
    page = begun.get("/matters/tracks/edit")
    assert re.findall(r'name="tracks\.\d\.key" value="([^"]*)"', page) == ["all", "5g-haiyang"]


def test_copy_asks_for_a_start_and_refuses_a_prefix_twice(begun: Begun) -> None:
    assert f'value="ZZ{begun.number + 1}"' in begun.get("/copy")
    facts, copy = {"name": "复制的一届", "starts_on": "2032-03-01"}, f"{begun.here}/copy"
    refused = begun.browser.press(copy, **facts, entry_prefix=f"ZZ{begun.number}")
    assert (refused.status_code, "请换一个编号前缀" in refused.text, "复制的一届" in refused.text) == (409, True, True)
    made = Begun(begun.browser, 100 + begun.number)
    assert begun.browser.press(copy, **facts, entry_prefix=f"ZZ{made.number}").location == made.here
    listed = begun.browser.get("/organizer/editions").text
    assert listed.index("复制的一届") < listed.index(begun.name)
    assert made.send(made.get(), "/deletion") == 303
    assert "复制的一届" not in begun.browser.get("/organizer/editions").text


def test_who_may_not_write_sees_no_button(empty: Contest, begun: Begun) -> None:
    seen = empty.signed_in(AUDITOR).get(begun.here)
    assert seen.status_code == 200
    assert "/publication" not in seen.text
    assert f"{begun.here}/matters/basics/edit" not in seen.text
    assert empty.signed_in(LEADER).get(begun.here).status_code == 403


def test_file_is_uploaded_and_chosen_and_until_then_its_makers_alone_read_it(empty: Contest, begun: Begun) -> None:
    page = f"{begun.here}/files"
    assert begun.browser.upload(page, papers.PDF, "实施细则.pdf").status_code == 303
    address = re.findall(r'href="(/files/[^"]+)"', begun.get("/files"))[0]
    shown = begun.browser.get(address)
    assert (shown.status_code, shown.data, empty.stranger().get(address).status_code) == (200, papers.PDF, 404)
    assert "selected" not in begun.get("/matters/documents/edit")
    file = address.split("/")[2][:40]
    begun.write("documents", **{"documents.0.title": "实施细则", "documents.0.file": file})
    assert "待补全" not in begun.get("/matters/documents").split("<main")[1].split("</section>")[0]
    assert empty.stranger().get("/files/0/x").status_code == 404


def test_picture_and_documents_stand_on_the_home_page_and_move_nothing(empty: Contest, begun: Begun) -> None:
    for content, name in ((papers.PDF, "承诺书.pdf"), (papers.picture(800, 400), "主视觉.png")):
        assert begun.browser.upload(f"{begun.here}/files", content, name).status_code == 303
    files = dict(re.findall(r'href="/files/([0-9a-f]{64})/[^"]+">([^<]+)</a>', begun.get("/files")))
    by_name = {name: sha256 for sha256, name in files.items()}
    picture, document = by_name["主视觉.png"], by_name["承诺书.pdf"]
    begun.write("documents", **{"documents.0.title": "参赛承诺书", "documents.0.file": document[:40]})
    begun.write("basics", summary="征集5G应用项目。", picture=picture[:40])
    logo = {"organisers.0.rank": "hosting", "organisers.0.name": "市信息协会", "organisers.0.logo": picture[:40]}
    begun.write("organisers", **logo)
    home = begun.browser.get(begun.here.replace("/organizer/editions/", "/preview/")).text
    assert home.count(f'src="/pictures/{picture}.webp" alt="" width="800" height="400" loading="lazy"') == 2
    assert re.search(rf'href="/files/{document}/[^"]+">参赛承诺书</a> <span class="quiet">PDF · ', home)
    assert re.search(rf'property="og:image" content="http://[^/]+/files/{picture}/', home)
    shown = begun.browser.get(f"/pictures/{picture}.webp")
    assert (shown.status_code, shown.mimetype, shown.headers["Cache-Control"]) == (
        200,
        "image/webp",
        "private, no-cache",
    )
    assert begun.browser.get(f"/pictures/{document}.webp").status_code == 404


def test_new_edition_is_of_a_contest_there_is_or_of_a_new_one_never_of_both(empty: Contest, begun: Begun) -> None:
    page = "/organizer/editions/new"
    asked = begun.browser.get(page).text
    chosen = re.findall(r'<option value="([^"]*)"([^>]*)>', asked)
    assert [key for key, marked in chosen if "selected" in marked] in ([], [""])
    facts = {"name": "第一届", "starts_on": "2033-03-01", "entry_prefix": f"NW{begun.number}"}
    both = begun.browser.press(page, **facts, contest=next(key for key, _ in chosen if key), contest_name="低空大赛")
    assert (both.status_code, "另一项请留空" in both.text) == (422, True)
    assert 'value="低空大赛"' in both.text
    assert begun.browser.press(page, **facts, contest_name=f"低空大赛{begun.number}").status_code == 303
    assert f"低空大赛{begun.number}" in begun.browser.get("/organizer/editions").text


def test_contest_is_named_marked_and_chosen_for_the_first_page(empty: Contest, begun: Begun) -> None:
    begun.browser.press("/organizer/contests/new", name=f"低空赛{begun.number}")
    listed = begun.browser.get("/organizer/contests").text
    key = re.findall(rf'href="/organizer/contests/([^"]+)">低空赛{begun.number}<', listed)[0]
    page = f"/organizer/contests/{key}"
    assert f'action="{page}/front"' not in listed
    taken = begun.browser.press(page, name="厦门5G应用大赛")
    assert (taken.status_code, "已有这个名称的大赛" in taken.text) == (409, True)
    assert begun.browser.press(page, name=f"海洋赛{begun.number}").status_code == 303
    body = upload_form(papers.picture(90, 60), "标识.png", token(begun.browser.get(page).text))
    assert begun.browser.client.post(f"{page}/mark", data=body, content_type=UPLOAD).status_code == 303
    assert begun.send(begun.get(), "/publication") == 303
    made = Begun(begun.browser, 200 + begun.number)
    facts = {"name": made.name, "starts_on": "2032-03-01", "entry_prefix": f"ZZ{made.number}"}
    assert begun.browser.press(f"{begun.here}/copy", **facts).location == made.here
    basics = {"contest": key, "name": made.name, "entry_prefix": f"ZZ{made.number}"}
    made.write("basics", **basics, summary="征集作品。")
    assert made.send(made.get(), "/publication") == 303
    own, address = empty.stranger(), f"/contests/{key}"
    assert empty.until(lambda: own.get(address).location) == f"/editions/zz{made.number}"
    assert 'width="90" height="60"' in own.get(f"/editions/zz{made.number}").text
    assert begun.browser.send(begun.browser.get("/organizer/contests").text, f"{page}/front").status_code == 303
    assert empty.until(lambda: own.get(address).location == "/")
    assert made.name in own.get("/").text
    assert own.get("/contests/none").status_code == 404
