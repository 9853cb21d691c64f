"""Winners, tracks and earlier editions as the public sees them."""

import json
from datetime import timedelta
from typing import Any

import pytest

from chassis import clock
from contracts.roles import ORGANIZER
from tests.gateway import papers
from tests.gateway.browsing import Contest, token
from tests.gateway.pages.public.site_map import mapped


@pytest.fixture(scope="module")
def contest(own: Contest) -> Contest:
    """With editions beside the first one."""
    return own


def past(contest: Contest) -> None:
    """An edition that is over, of the same contest, with two winners."""
    facts: dict[str, Any] = papers.edition(clock.now() - timedelta(days=400))
    contest.put_edition("past", facts | {"name": "第三届厦门5G应用大赛", "entry_prefix": "PAST3", "awards": AWARDS})
    whole = {"organisation": "示例单位", "track": "t1", "summary": "一句话<b>。"}
    items = [
        {"number": "PAST3-0001", "title": "港口远控", "award": "first", **whole},
        {"number": "PAST3-0002", "title": "海上养殖", "award": "second", **whole},
    ]
    items[0]["answers"] = [{"label": "应用成效", "text": "漏检率下降。"}]
    path = "/editions/past/winners"
    contest.call(contest.person(ORGANIZER), "registration", "PUT", path, json={"items": items})


AWARDS = [{"key": "first", "name": "一等奖", "count": 1}, {"key": "second", "name": "二等奖", "count": 1}]


@pytest.fixture(scope="module", autouse=True)
def over(contest: Contest) -> None:
    past(contest)


def test_gallery_narrows_by_award_and_leads_to_each_entry(contest: Contest) -> None:
    reader = contest.stranger()
    whole, first = (reader.get(page).text for page in ("/winners", "/winners?edition=past&award=first"))
    assert "港口远控" in whole
    assert "海上养殖" in whole
    assert "海上养殖" not in first
    entry = reader.get("/winners/past/PAST3-0001").text
    assert all(said in entry for said in ("一等奖", "示例单位", "漏检率下降。", "一句话&lt;b&gt;。"))
    assert reader.get("/winners/past/none").status_code == 404
    facts = json.loads(entry.partition('<script type="application/ld+json">')[2].partition("</script>")[0])
    assert (facts["award"], facts["creator"]["name"]) == ("第三届厦门5G应用大赛 一等奖", "示例单位")
    told = reader.get("/data/winners.json")
    assert told.last_modified is not None
    assert facts["dateModified"] == told.get_json()["modified"]
    assert "没有符合条件的作品" in reader.get("/winners?edition=past&award=none").text


def test_home_shows_winners_of_the_editions_before(contest: Contest) -> None:
    home = contest.stranger().get("/").text
    assert "/winners/past/PAST3-0001" in home
    assert "项往届获奖作品" in home


def test_an_earlier_edition_keeps_its_page_and_the_current_one_has_none_beside_the_home_page(contest: Contest) -> None:
    reader = contest.stranger()
    page = reader.get("/editions/past").text
    assert "本届已结束" in page
    assert 'href="/entries/new' not in page
    assert 'href="/editions/past/tracks/t1"' in page
    assert 'href="/tracks/t1"' not in page
    assert reader.get("/editions/e1").location == "/"
    assert "/editions/past" in reader.get("/editions").text
    assert {"/editions/past", "/winners/past/PAST3-0001"} <= set(mapped(reader))
    assert reader.get("/editions/none").status_code == 404


def test_a_track_has_a_page_with_its_earlier_winners(contest: Contest) -> None:
    reader = contest.stranger()
    assert "/tracks/t1" in reader.get("/tracks").text
    page = reader.get("/tracks/t1").text
    assert "5G+工业互联网" in page
    assert "港口远控" in page
    assert reader.get("/tracks/none").status_code == 404


@pytest.mark.parametrize(
    ("page", "status"), [("tracks/t1", 200), ("organizer", 404), ("none", 404), ("qr/faq.svg", 404)]
)
def test_public_pages_alone_have_a_code_to_photograph(contest: Contest, page: str, status: int) -> None:
    answer = contest.stranger().get(f"/qr/{page}.svg")
    assert answer.status_code == status
    if status == 200:
        assert answer.content_type.startswith("image/svg+xml")
        assert answer.text.startswith("<?xml")
        assert "viewBox" in answer.text


LIST = "/organizer/editions/past/winners"
TABLE = """项目编号\t项目名称\t申报单位\t赛道\t奖项\t一句话简介\t图片
PAST3-0002\t海上养殖\t改后单位\t5G+工业互联网\t一等奖\t\t
PAST3-0003\t智慧公交\t示例单位\t5G+工业互联网\t二等奖\t到站更准。\tscene
PAST3-0004\t智慧灯杆\t示例单位\t没有的赛道\t特等奖\t\t
"""


def test_an_organizer_publishes_a_pasted_list_of_winners(contest: Contest) -> None:
    editor = contest.signed_in(ORGANIZER)
    assert LIST in editor.get("/organizer/editions/past").text
    assert "/organizer/editions/e1/winners" not in editor.get("/organizer/editions/e1").text
    assert "还没有结束" in editor.get("/organizer/editions/e1/winners").text
    assert editor.get("/organizer/editions/e1/winners/new").location == "/organizer/editions/e1/winners"
    assert editor.upload(f"{LIST}/pictures", papers.picture(40, 30), "scene.png").status_code == 303
    sent = {"csrf_token": token(editor.get(f"{LIST}/table").text), "table": TABLE}
    check = editor.client.post(f"{LIST}/table", data={**sent, "action": "check"}).text
    assert "共 3 行，2 行可以导入，1 行需要修改" in check
    assert all(said in check for said in ("更新", "新增", "本届没有这个赛道。", "本届没有这个奖项。"))
    assert "智慧公交" not in contest.stranger().get("/winners?edition=past").text
    assert "已完成 2 行" in editor.client.post(f"{LIST}/table", data={**sent, "action": "do"}).text
    gallery = contest.stranger().get("/winners?edition=past").text
    assert gallery.index("海上养殖") < gallery.index("智慧公交")
    assert "改后单位" in gallery
    assert "一句话" in contest.stranger().get("/winners/past/PAST3-0002").text
    assert "/files/" in contest.stranger().get("/winners/past/PAST3-0003").text


def test_a_winner_is_looked_at_before_it_is_published_and_changes_are_on_record(contest: Contest) -> None:
    editor, other = contest.signed_in(ORGANIZER), contest.signed_in(ORGANIZER)
    page = f"{LIST}/PAST3-0001"
    opened = editor.get(page).text
    typed = {
        "number": "PAST3-0001",
        "title": "港口远控二期",
        "organisation": "示例单位",
        "track": "t1",
        "award": "first",
    }
    assert "港口远控" in opened
    wrong = editor.send(opened, page, **{**typed, "title": ""})
    assert wrong.status_code == 422
    looked = editor.send(opened, page, **typed)
    assert "尚未发布" in looked.text
    assert "漏检率下降。" in looked.text
    assert "港口远控二期" not in contest.stranger().get("/winners/past/PAST3-0001").text
    assert editor.send(looked.text, page, **typed, action="publish").location == LIST
    assert "港口远控二期" in contest.stranger().get("/winners/past/PAST3-0001").text
    late = other.send(
        opened, page, **{**typed, "title": "旧名"}, csrf_token=token(other.get(page).text), action="publish"
    )
    assert late.status_code == 412
    assert all(said in late.text for said in ("旧名", "港口远控二期"))
    assert "名单中已有这个编号" in editor.press(f"{LIST}/new", **typed).text
    assert editor.press(page, f"{page}/removal").location == LIST
    assert contest.stranger().get("/winners/past/PAST3-0001").status_code == 404
    assert "发布获奖名单" in contest.signed_in("admin").get("/organizer/audit?part=registration").text
