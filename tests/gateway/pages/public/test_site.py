"""Home, timetable, how to enter, questions, and the pages about the site itself."""

import json
import re
from datetime import timedelta

import pytest

from chassis import clock
from chassis.http.client import ServiceClient
from contracts.roles import JUDGE, LEADER
from gateway.pages.public.reading import description
from tests.gateway import papers
from tests.gateway.browsing import Contest
from tests.gateway.pages.public.writing import published

PAGES = (
    "/",
    "/notices",
    "/timetable",
    "/enter",
    "/announcements",
    "/winners",
    "/volunteer",
    "/faq",
    "/about",
    "/accessibility",
    "/privacy",
    "/tracks",
    "/editions",
    "/data",
    "/complaints",
)
ENTERING = re.compile(r'href="/entries/new(\?edition=[^"]+)?"')
"""Where one begins an entry; it names the edition where several are open, as other tests may have opened some."""


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_page_is_there_with_nothing_published(empty: Contest, page: str, language: str) -> None:
    answer = empty.stranger().get(page, headers={"Accept-Language": language})
    assert answer.status_code == 200
    assert answer.text.count("<h1") == 1


@pytest.mark.parametrize("page", PAGES)
def test_page_sets_no_cookie_and_holds_nothing_personal(contest: Contest, page: str) -> None:
    answer = contest.stranger().get(page)
    assert "Set-Cookie" not in answer.headers
    assert "csrf_token" not in answer.text


def test_home_says_where_the_next_event_is_in_the_language_of_the_page(contest: Contest) -> None:
    event = contest.call(contest.person(), "registration", "GET", "/front")["events"][0]
    stranger = contest.stranger()
    chinese = stranger.get("/").text
    stranger.client.post("/language", data={"language": "en"})
    english = stranger.get("/").text
    for name in ("name", "place"):
        assert event[name] in chinese
        assert event[f"{name}_en"] not in chinese
        assert event[f"{name}_en"] in english
        assert event[name] not in english


def test_home_shows_the_edition_in_one_call(contest: Contest, monkeypatch: pytest.MonkeyPatch) -> None:
    published(contest, "notice", "on-home", title="首页上的通知")
    asked: list[str] = []
    call = ServiceClient.call

    def counted(self: ServiceClient, method: str, path: str, **options: object) -> object:
        asked.append(path)
        return call(self, method, path, **options)  # type: ignore[arg-type]  # passed on as it came

    monkeypatch.setattr(ServiceClient, "call", counted)
    page = contest.stranger().get("/").text
    assert [path for path in asked if not path.startswith("/internal/")] == ["/front"]
    for shown in (
        "第四届厦门5G应用大赛",
        "首页上的通知",
        "5G+工业互联网",
        "厦门市信息协会",
        "距报名截止",
        "<b>12</b> 天",
    ):
        assert shown in page


def test_home_tells_search_engines_what_it_is(contest: Contest) -> None:
    page = contest.stranger().get("/").text
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.S)
    assert found
    facts = json.loads(found.group(1))
    assert (facts["@type"], facts["name"]) == ("Event", "第四届厦门5G应用大赛")
    assert facts["startDate"] < facts["endDate"]
    assert facts["organizer"] == [{"@type": "Organization", "name": "厦门市信息协会"}]
    assert '<meta property="og:title" content="第四届厦门5G应用大赛">' in page


def test_home_lists_organisers_in_order_with_awards_and_who_may_enter(empty: Contest) -> None:
    organisers = [("guiding", "示例指导"), ("hosting", "示例主办"), ("assisting", "示例甲"), ("assisting", "示例乙")]
    assert "示例指导" not in empty.stranger().get("/").text
    facts = papers.edition(clock.now()) | {
        "organisers": [{"rank": rank, "name": name} for rank, name in organisers],
        "eligibility": [{"text": "企业均可申报</script><b>"}],
        "awards": [{"name": "一等奖", "count": 5}, {"name": "优秀奖"}],
    }
    empty.put_edition("e9", facts | {"entry_prefix": "ZZ9"})
    page = empty.stranger().get("/").text
    listed = page[page.index('<dl class="organisers">') :]
    order = [listed.index(word) for word in ("示例指导", "示例主办", "示例甲", "示例乙")]
    assert order == sorted(order)
    assert page.count("<dt>协办单位</dt>") == 1
    assert "5 项" in page
    assert "若干" in page
    assert "企业均可申报&lt;/script&gt;" in page


def test_enter_leads_to_an_entry_while_open_and_says_what_comes_next_afterwards(contest: Contest) -> None:
    open_now = contest.stranger().get("/enter").text
    assert ENTERING.search(open_now)
    assert contest.stranger().get("/entries/new").location == "/signin"
    assert contest.signed_in(LEADER).get("/entries/new").status_code == 200
    with clock.frozen(clock.now() + timedelta(days=3650)):  # beyond every edition that others have opened
        closed = contest.stranger().get("/enter").text
    assert not ENTERING.search(closed)
    assert "接下来" in closed
    assert "截止" in closed


def test_questions_stand_on_one_page_with_places_to_link_to(contest: Contest) -> None:
    published(contest, "faq", "fees", title="收费吗？", body="<p>不收费。</p>", rank=1)
    published(contest, "faq", "who", title="谁能参加？", rank=0)
    page = contest.stranger().get("/faq").text
    assert '<section id="fees">' in page
    assert 'href="#fees"' in page
    assert "不收费。" in page
    assert page.index("谁能参加？") < page.index("收费吗？")


def test_page_of_its_own_words_gives_way_to_the_organizers(contest: Contest) -> None:
    before = contest.stranger().get("/accessibility").text
    assert "WCAG" in before
    published(contest, "page", "accessibility", title="无障碍承诺", body="<p>另有说明</p>")
    after = contest.stranger().get("/accessibility").text
    assert "另有说明" in after
    assert "WCAG" not in after
    assert "0592-5092199" in after


def test_only_who_can_enter_is_led_to_entering(contest: Contest) -> None:
    start = 'href="/entries/new'
    assert start in contest.stranger().get("/enter").text
    assert start in contest.signed_in(LEADER).get("/enter").text
    assert start not in contest.signed_in(JUDGE).get("/enter").text


@pytest.mark.parametrize("page", ["/", "/timetable", "/enter", "/volunteer"])
def test_line_never_breaks_inside_a_date(contest: Contest, page: str) -> None:
    body = contest.stranger().get(page).text.partition("<main")[2]
    dates = re.findall(r"\d+月\d+日", body)
    assert dates
    assert re.findall(r'"whole">[^<]*?(\d+月\d+日)', body) == dates


def test_page_says_who_judges_and_prints_with_its_whole_address(contest: Contest) -> None:
    page = contest.stranger().get("/enter").text
    assert "谁来评审" in page
    assert re.search(r'class="print-head".*<span>https?://[^<]+/enter</span>', page)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("partly cut sentence", "partly cut…"),
        ("w" * 30, "w" * 17 + "…"),
        ("整句的话" * 9, "整句的话" * 4 + "整…"),
    ],
)
def test_shortened_text_never_ends_inside_a_word(text: str, shown: str) -> None:
    assert description(text, 18) == shown
