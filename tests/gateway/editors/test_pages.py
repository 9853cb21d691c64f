"""The pages of an editor without any script, over the document of the style guide."""

import re

import pytest

from tests.gateway.browsing import Browser, Contest

HOME = "/styleguide/editors"


@pytest.fixture
def author(contest: Contest) -> Browser:
    return contest.stranger()


@pytest.mark.parametrize("state", ["new", "changed", "published", "conflict", "refused"])
@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_every_page_of_every_state_is_there(author: Browser, state: str, language: str) -> None:
    for page in ("", "/edit", "/preview", "/history", "/history?after=3", "/history/comparison?after=2"):
        answer = author.get(f"{HOME}/{state}{page}", headers={"Accept-Language": language})
        assert answer.status_code == 200, page


def test_check_list_leads_to_each_field_and_hides_the_button_until_nothing_is_missing(author: Browser) -> None:
    text = author.get(f"{HOME}/new").text
    assert re.findall(r'href="/styleguide/editors/new/edit#(\w+)"', text) == ["drops", "criteria", "name_en"]
    assert f'action="{HOME}/new/publication"' not in text
    assert f'action="{HOME}/changed/publication"' in author.get(f"{HOME}/changed").text


def test_difference_to_what_is_published_is_shown_field_by_field(author: Browser) -> None:
    text = author.get(f"{HOME}/changed").text
    assert "不少于<del>五</del><ins>七</ins>位评委" in text
    assert "<ins>可行性；20</ins>" in text
    assert "没有不同" in author.get(f"{HOME}/published").text


def test_conflict_shows_both_texts_and_refusal_gives_back_what_was_typed(author: Browser) -> None:
    for state, status in (("conflict", 412), ("refused", 422)):
        answer = author.press(f"{HOME}/{state}/edit", name="我写的名称")
        assert answer.status_code == status
        assert 'value="我写的名称"' in answer.text
    conflicting = author.press(f"{HOME}/conflict/edit", name="我写的名称").text
    assert "别处已保存过新的内容" in conflicting
    assert '<p class="typed">初评规则</p>' in conflicting


def test_script_is_told_of_saves_and_conflicts(author: Browser) -> None:
    saved = author.press(f"{HOME}/changed/edit", action="autosave")
    assert (saved.status_code, saved.get_json()["etag"]) == (200, '"sample"')
    answer = author.press(f"{HOME}/conflict/edit", name="我写的名称", action="autosave")
    assert (answer.status_code, answer.get_json()["conflict"]) == (412, True)


def test_row_is_added_without_script(author: Browser) -> None:
    answer = author.press(f"{HOME}/changed/edit", row="criteria.add")
    assert answer.location == f"{HOME}/changed/edit#criteria"


def test_stale_publication_is_explained_where_the_document_is_looked_over(author: Browser) -> None:
    answer = author.press(f"{HOME}/conflict", f"{HOME}/conflict/publication")
    assert answer.status_code == 412
    assert "内容已被更新" in answer.text


def test_comparison_takes_any_two_in_any_order_and_nonsense_without_harm(author: Browser) -> None:
    for query in ("after=1&before=2", "after=x", "after=-1", "before=²", "after=99999999999999"):
        assert author.get(f"{HOME}/changed/history/comparison?{query}").status_code == 200
    assert author.press(f"{HOME}/changed/history/comparison?after=2", f"{HOME}/changed/history/2").status_code == 303
