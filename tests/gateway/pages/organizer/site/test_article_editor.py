"""Organizers write, look over, publish, withdraw and go back, with no script at all."""

import re
from datetime import timedelta

import pytest

from chassis import clock
from chassis.storage import ids
from contracts.roles import AUDITOR, LEADER, ORGANIZER
from tests.gateway.browsing import Browser, Contest, form_fields


@pytest.fixture
def editor(contest: Contest) -> Browser:
    return contest.signed_in(ORGANIZER)


def begun(editor: Browser, kind: str = "notice", **typed: str) -> str:
    """Start an article; the path of its own page."""
    answer = editor.press("/organizer/articles/new", kind=kind, title="关于答疑会的通知", **typed)
    assert answer.status_code == 303, answer.text
    return str(answer.location).removesuffix("/edit")


def written(editor: Browser, title: str, body: str = "<p>请准时参加。</p>") -> str:
    """An article with a text; the path of its own page."""
    page = begun(editor)
    answer = editor.press(f"{page}/edit", title=title, body=body, action="review")
    assert answer.location == page
    return page


def slug_of(text: str) -> str:
    found = re.search(r'href="(/notices/[^"]+)"', text)
    assert found, text[:3000]
    return found.group(1)


def test_article_is_written_published_and_read(contest: Contest, editor: Browser) -> None:
    page = written(editor, "答疑会安排", "第一段\n\n第二段<b>粗</b><script>x</script>")
    assert "尚未发布" in editor.get(page).text
    assert editor.press(page, f"{page}/publication", when="now").status_code == 303
    shown = editor.get(page).text
    assert "已公开" in shown
    public = contest.stranger().get(slug_of(shown)).text
    assert "答疑会安排" in public
    assert "<b>粗</b>" in public
    assert "<script>x" not in public


def test_publication_is_scheduled_in_beijing_time(contest: Contest, editor: Browser) -> None:
    page = written(editor, "定时的通知")
    at = (clock.now().astimezone(clock.LOCAL) + timedelta(days=2)).replace(hour=9, minute=30, second=0, microsecond=0)
    typed = {"when": "later", "date": f"{at:%Y-%m-%d}", "time": "09:30"}
    assert editor.press(page, f"{page}/publication", **typed).status_code == 303
    shown = editor.get(page).text
    assert "将于" in shown
    assert "09:30" in shown
    assert "定时的通知" not in contest.stranger().get("/notices").text
    with clock.frozen(at - timedelta(seconds=1)):
        assert "定时的通知" not in contest.stranger().get("/notices").text
    with clock.frozen(at):
        assert "定时的通知" in contest.stranger().get("/notices").text


@pytest.mark.parametrize("typed", [{"date": "", "time": ""}, {"date": "2020-01-01", "time": "09:00"}])
def test_time_that_cannot_be_is_refused_and_given_back(editor: Browser, typed: dict[str, str]) -> None:
    page = written(editor, "时间不对")
    answer = editor.press(page, f"{page}/publication", when="later", **typed)
    assert answer.status_code == 422
    assert f'name="date" value="{typed["date"]}"' in answer.text
    assert re.search(r'value="later" checked', answer.text)


def test_change_of_a_public_article_waits_for_its_publication(contest: Contest, editor: Browser) -> None:
    page = written(editor, "原来的题目")
    editor.press(page, f"{page}/publication", when="now")
    address = slug_of(editor.get(page).text)
    editor.press(f"{page}/edit", title="改过的题目", body="<p>改过</p>")
    assert "原来的题目" in contest.stranger().get(address).text
    assert "有尚未公开的修改" in editor.get(page).text
    assert "改过的题目" in editor.get(f"{page}/preview").text
    editor.press(page, f"{page}/publication")
    assert "改过的题目" in contest.stranger().get(address).text


def test_withdrawal_needs_a_reason(contest: Contest, editor: Browser) -> None:
    page = written(editor, "发错了")
    editor.press(page, f"{page}/publication", when="now")
    address = slug_of(editor.get(page).text)
    assert editor.press(page, f"{page}/withdrawal", reason="").status_code == 422
    assert contest.stranger().get(address).status_code == 200
    assert editor.press(page, f"{page}/withdrawal", reason="日期写错").status_code == 303
    assert contest.stranger().get(address).status_code == 404
    assert "日期写错" in editor.get(page).text


def test_script_saves_and_unticks(editor: Browser) -> None:
    page = begun(editor)
    address = f"{page}/edit"
    fields = form_fields(editor.get(address).text, address)
    fields |= {"title": "自动保存", "body": "<p>一</p>", "display": "pinned"}
    answer = editor.client.post(address, data=fields | {"action": "autosave"})
    assert answer.status_code == 200
    following = fields | {"etag": answer.get_json()["etag"], "action": "autosave"}
    del following["display"]
    assert editor.client.post(address, data=following).status_code == 200
    assert 'name="display" value="pinned">' in editor.get(address).text


def test_pin_takes_effect_when_it_is_published(contest: Contest, editor: Browser) -> None:
    page = written(editor, "待置顶的通知")
    editor.press(page, f"{page}/publication", when="now")
    editor.press(f"{page}/edit", display="pinned")
    assert "置顶</span>" not in editor.get("/organizer/articles").text
    assert "<ins>置顶</ins>" in editor.get(page).text
    editor.press(page, f"{page}/publication")
    assert "置顶</span>" in editor.get("/organizer/articles").text


def test_second_editor_sees_both_texts(contest: Contest, editor: Browser) -> None:
    page = begun(editor)
    address = f"{page}/edit"
    opened = editor.get(address).text
    other = contest.signed_in(ORGANIZER)
    assert other.press(address, title="同事的题目", body="<p>同事</p>").status_code == 303
    answer = editor.send(opened, address, title="我的题目", body="<p>我的</p>")
    assert answer.status_code == 412
    assert "我的题目" in answer.text
    assert "同事的题目" in answer.text


def test_history_shows_what_changed_and_brings_it_back(contest: Contest, editor: Browser) -> None:
    page = begun(editor)
    editor.press(f"{page}/edit", title="第一稿", body="<p>会议定于三月举行</p>")
    other = contest.signed_in(ORGANIZER)
    other.press(f"{page}/edit", title="第一稿", body="<p>会议定于五月举行</p>")
    editor.press(f"{page}/edit", title="第一稿", body="<p>会议定于<strong>五月</strong>举行</p>")
    assert "会议定于<del>三</del><ins>五</ins>月举行" in editor.get(f"{page}/history/comparison?after=2").text
    assert "只有格式有变化" in editor.get(f"{page}/history/comparison?after=2&before=3").text
    text = editor.get(f"{page}/history/comparison?after=1").text
    assert "最初的内容" in text
    assert editor.send(text, f"{page}/history/1").location == f"{page}/edit"
    assert "会议定于三月举行" in editor.get(f"{page}/edit").text
    assert "恢复旧稿" in editor.get(f"{page}/history").text
    assert editor.get(f"{page}/history/comparison?after=99").status_code == 404


def test_incomplete_article_says_what_is_missing_and_offers_no_button(editor: Browser) -> None:
    page = begun(editor)
    shown = editor.get(page).text
    assert f'href="{page}/edit#body"' in shown
    assert f'action="{page}/publication"' not in shown
    fields = form_fields(editor.get(f"{page}/edit").text, f"{page}/edit")
    answer = editor.client.post(f"{page}/publication", data=fields | {"when": "now"})
    assert answer.status_code == 422
    assert "内容还不完整" in answer.text


def test_new_page_takes_a_known_address_once(contest: Contest, editor: Browser) -> None:
    assert begun(editor, "page", page="complaints")
    again = editor.press("/organizer/articles/new", kind="page", title="又一篇", page="complaints")
    assert again.status_code == 409
    assert "又一篇" in again.text


def test_list_filters_by_kind_and_state(editor: Browser) -> None:
    name = f"筛选{ids.new_id().hex[-6:]}"
    written(editor, name)
    assert name in editor.get("/organizer/articles?kind=notice&state=draft").text
    assert name not in editor.get("/organizer/articles?kind=faq").text
    assert name not in editor.get("/organizer/articles?state=published").text
    file = editor.get("/organizer/articles?kind=notice&format=csv").data.decode("utf-8-sig")
    assert file.splitlines()[0] == "标题,类别,所属,状态,公开时间,最近修改,修改人,创建时间"
    assert name in file
    assert name in editor.get("/organizer/articles?sort=-updated_at").text


def test_auditor_looks_and_changes_nothing(contest: Contest, editor: Browser) -> None:
    page = written(editor, "供查阅")
    auditor = contest.signed_in(AUDITOR)
    for address in (
        "/organizer/articles",
        page,
        f"{page}/preview",
        f"{page}/history",
        f"{page}/history/comparison?after=1",
    ):
        assert auditor.get(address).status_code == 200, address
    assert auditor.get(f"{page}/edit").status_code == 403
    assert "/publication" not in auditor.get(page).text
    assert contest.signed_in(LEADER).get("/organizer/articles").status_code == 403
