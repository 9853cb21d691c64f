"""A team leader's way from an empty page to a receipt, and everything that may go wrong on it."""

import hashlib
import re
from datetime import timedelta

import pytest

from chassis import clock
from contracts.roles import JUDGE, LEADER, ORGANIZER
from tests.gateway import papers
from tests.gateway.browsing import Browser, Contest, form_fields


@pytest.fixture
def leader(contest: Contest) -> Browser:
    return contest.signed_in(LEADER)


def test_entry_goes_from_start_to_receipt(contest: Contest, leader: Browser) -> None:
    address = contest.submitted(leader, title="从头到尾的项目")
    receipt = leader.get(f"{address}/receipt").text
    assert re.search(r"XM5G04-\d{4}", receipt)
    assert "从头到尾的项目" in receipt
    assert hashlib.sha256(papers.PDF).hexdigest() in receipt
    assert "北京时间" in receipt


def test_start_pressed_twice_makes_one_draft(contest: Contest, leader: Browser) -> None:
    page = leader.get("/entries/new?edition=e1").text
    first, second = leader.send(page, "/entries/new"), leader.send(page, "/entries/new")
    assert first.location == second.location
    assert leader.get("/entries").text.count('class="tile"') == 1


def test_submission_pressed_twice_shows_the_receipt_twice(contest: Contest, leader: Browser) -> None:
    address = contest.draft(leader)
    leader.press(f"{address}/edit", **papers.entry())
    leader.upload(f"{address}/files/document", papers.PDF)
    page = leader.get(f"{address}/review").text
    answers = [leader.send(page, f"{address}/submission") for _ in range(2)]
    assert [answer.location for answer in answers] == [f"{address}/receipt"] * 2
    assert "第 1 次" in leader.get(f"{address}/receipt").text


def test_save_pressed_twice_is_harmless(contest: Contest, leader: Browser) -> None:
    address = contest.draft(leader)
    page, typed = leader.get(f"{address}/edit").text, papers.entry()
    answers = [leader.send(page, f"{address}/edit", **typed) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [303, 303]


def test_review_names_everything_that_is_missing(contest: Contest, leader: Browser) -> None:
    address = contest.draft(leader)
    review = leader.get(f"{address}/review").text
    assert "还差 6 项才能提交" in review
    assert f'href="{address}/edit/project#title"' in review
    assert f'href="{address}/files/document"' in review
    assert "确认提交" not in review
    page = leader.get(f"{address}/edit/project").text
    assert "还差 6 项" in page
    assert f'href="{address}/edit/project#title"' in page


def test_too_long_text_stands_in_the_form_with_a_message_beside_it(contest: Contest, leader: Browser) -> None:
    address = contest.draft(leader)
    answer = leader.press(f"{address}/edit", **{**papers.entry(), "title": "长" * 1001})
    assert answer.status_code == 422
    assert "长" * 1001 in answer.text
    assert 'href="#title"' in answer.text
    assert 'aria-invalid="true"' in answer.text


def test_text_saved_elsewhere_meanwhile_is_shown_beside_what_was_typed(contest: Contest, leader: Browser) -> None:
    address = contest.draft(leader)
    page = leader.get(f"{address}/edit").text
    leader.press(f"{address}/edit", **{**papers.entry(), "title": "另一处保存的题目"})
    answer = leader.send(page, f"{address}/edit", **{**papers.entry(), "title": "这一页写的题目"})
    assert answer.status_code == 412
    assert 'value="这一页写的题目"' in answer.text
    assert "另一处保存的题目" in answer.text
    assert "您在另一处，" in answer.text
    again = leader.send(answer.text, f"{address}/edit", **{**papers.entry(), "title": "这一页写的题目"})
    assert again.status_code == 303
    assert 'value="这一页写的题目"' in leader.get(f"{address}/edit").text


def test_deadline_that_passes_while_typing_gives_the_text_back(contest: Contest, leader: Browser) -> None:
    address = contest.draft(leader)
    page = leader.get(f"{address}/edit").text
    with clock.frozen(clock.now() + timedelta(days=12, hours=1)):
        answer = leader.send(page, f"{address}/edit", **{**papers.entry(), "title": "差一分钟没存上的题目"})
    assert answer.status_code == 409
    assert "项目名称：差一分钟没存上的题目" in answer.text
    assert "截止" in answer.text


@pytest.mark.parametrize("state", ["draft", "withdrawn"])
def test_after_the_deadline_nothing_is_offered_that_can_only_fail(
    contest: Contest, leader: Browser, state: str
) -> None:
    if state == "draft":
        address = contest.draft(leader)
        leader.press(f"{address}/edit", **{**papers.entry(), "title": "留在草稿里的题目"})
        leader.upload(f"{address}/files/document", papers.PDF)
    else:
        address = contest.submitted(leader, title="留在草稿里的题目")
        assert contest.signed_in(ORGANIZER).press(f"{address}/withdrawal").status_code == 303
    with clock.frozen(clock.now() + timedelta(days=12, hours=1)):
        for page in ("", "/edit", "/edit/all", "/review", "/files/document"):
            text = leader.get(f"{address}{page}").text
            assert "留在草稿里的题目" in text
            assert f'action="{address}' not in text, page
        assert "复制全部内容" in leader.get(f"{address}/edit").text


def test_organisation_is_taken_over_by_a_press_without_script(contest: Contest, leader: Browser) -> None:
    first, second = (f"{contest.draft(leader)}/edit" for _ in range(2))
    leader.press(first, **{**papers.entry(), "organisation": "示例“甲”公司 & 伙伴"})
    offered = leader.get(second).text
    assert "填过的单位" in offered
    kept = leader.press(second, title="先填好的题目", action="own::示例“甲”公司 & 伙伴")
    assert kept.location == second
    page = leader.get(second).text
    assert ('value="先填好的题目"' in page, 'value="示例“甲”公司 &amp; 伙伴"' in page) == (True, True)
    assert "填过的单位" not in contest.signed_in(LEADER).get("/entries/new").text


def test_autosave_answers_with_the_next_version(contest: Contest, leader: Browser) -> None:
    edit = f"{contest.draft(leader)}/edit"
    fields = {**form_fields(leader.get(edit).text, edit), "action": "autosave"}
    saved = leader.client.post(edit, data={**fields, "title": "自动保存的题目"})
    assert saved.status_code == 200
    assert saved.get_json()["text"].startswith("已保存 ")
    assert 'value="自动保存的题目"' in leader.get(edit).text
    stale = leader.client.post(edit, data={**fields, "title": "旧版本"})
    assert stale.status_code == 412
    assert stale.get_json()["conflict"] is True
    fresh = {**fields, "etag": saved.get_json()["etag"], "title": "又一版"}
    assert leader.client.post(edit, data=fresh).status_code == 200


def test_autosave_says_what_is_wrong_with_which_field(contest: Contest, leader: Browser) -> None:
    edit = f"{contest.draft(leader)}/edit"
    fields = {**form_fields(leader.get(edit).text, edit), "action": "autosave", "title": "长" * 1001}
    answer = leader.client.post(edit, data=fields)
    assert answer.status_code == 422
    assert "1000" in answer.get_json()["problem"]["errors"]["title"][0]["message"]


def test_form_is_never_shown_from_memory(contest: Contest, leader: Browser) -> None:
    """Going back must show what is saved by then, with its version."""
    assert leader.get(f"{contest.draft(leader)}/edit").headers["Cache-Control"] == "no-store"


def test_saved_form_tells_the_browser_to_drop_its_own_copy(contest: Contest, leader: Browser) -> None:
    edit = f"{contest.draft(leader)}/edit"
    leader.press(edit, **papers.entry(), action="review")
    assert f'data-saved="{edit}"' in leader.get(edit.replace("edit", "review")).text
    assert "data-saved" not in leader.get(edit).text


def test_entry_that_the_office_withdrew_can_be_changed_and_keeps_its_number(contest: Contest, leader: Browser) -> None:
    address = contest.submitted(leader)
    number = re.search(r"XM5G04-\d{4}", leader.get(f"{address}/receipt").text)
    assert "因此只能由组委会办理" in leader.get(address).text
    assert leader.get(f"{address}/withdrawal").status_code == 303
    organizer = contest.signed_in(ORGANIZER)
    assert organizer.press(f"{address}/withdrawal").status_code == 303
    assert "已撤回" in leader.get(address).text
    leader.press(f"{address}/edit", **papers.entry())
    assert leader.press(f"{address}/review", f"{address}/submission").status_code == 303
    receipt = leader.get(f"{address}/receipt").text
    assert number
    assert number.group(0) in receipt
    assert "第 2 次" in receipt


def test_entry_of_another_team_is_not_found(contest: Contest, leader: Browser) -> None:
    address = contest.submitted(leader, title="别人看不到的项目")
    other = contest.signed_in(LEADER, JUDGE)
    for page in ("", "/edit", "/files/document", "/review", "/receipt", leader.file_in(address).removeprefix(address)):
        answer = other.get(address + page)
        assert answer.status_code == 404
        assert "别人看不到的项目" not in answer.text


def test_what_to_do_stands_above_the_entry_and_its_progress_beside(contest: Contest, leader: Browser) -> None:
    text = leader.get(contest.submitted(leader, title="先看下一步的项目")).text
    places = [text.index(mark) for mark in ("查看回执", "撤回", 'id="contents"', 'id="progress"')]
    assert places == sorted(places)
    assert 'id="timetable"' in leader.get("/entries").text


def test_organizer_reads_an_entry_and_its_file(contest: Contest, leader: Browser) -> None:
    address = contest.submitted(leader, title="组委会可以看的项目")
    organizer = contest.signed_in(ORGANIZER)
    assert "组委会可以看的项目" in organizer.get(address).text
    assert organizer.get(leader.file_in(address)).data == papers.PDF
    assert organizer.get(f"{address}/edit").status_code == 403


def test_pages_opened_at_one_time_save_side_by_side_what_each_changed(contest: Contest, leader: Browser) -> None:
    address = contest.draft(leader)
    typed = papers.entry()
    leader.press(f"{address}/edit", **typed)
    page = leader.get(f"{address}/edit").text
    leader.send(page, f"{address}/edit", **typed | {"summary": "先保存的简介" * 20})
    assert leader.send(page, f"{address}/edit", **typed | {"title": "后保存的题目"}).status_code == 303
    now = leader.get(f"{address}/edit").text
    assert ("先保存的简介" in now, 'value="后保存的题目"' in now) == (True, True)


def test_withdrawal_is_undone_by_one_press_and_previews_show_what_others_see(contest: Contest, leader: Browser) -> None:
    address = contest.submitted(leader, title="撤回又恢复的项目")
    judges, public = (leader.get(f"{address}/preview/{who}").text for who in ("judges", "public"))
    assert ("预览" in judges, "撤回又恢复的项目" in judges, "撤回又恢复的项目" in public) == (True, True, True)
    assert papers.entry()["organisation"] not in judges.partition("<main")[2]
    contest.signed_in(ORGANIZER).press(f"{address}/withdrawal")
    leader.press(address, f"{address}/submission/restoration")
    shown = leader.get(address).text
    assert "已恢复提交：第 2 版" in shown
