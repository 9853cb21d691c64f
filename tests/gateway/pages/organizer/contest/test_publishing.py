"""An organizer fills an empty product."""

import html
import json
import re

import pytest

from chassis import clock
from contracts.roles import JUDGE, ORGANIZER
from tests.gateway import papers
from tests.gateway.browsing import Browser, Contest


@pytest.fixture
def organizer(empty: Contest) -> Browser:
    return empty.signed_in(ORGANIZER)


def document(text: str) -> str:
    found = re.search(r"<textarea[^>]*>\n(.*?)</textarea>", text, re.S)
    assert found
    return html.unescape(found.group(1))


def test_empty_home_tells_the_organizer_what_to_do(empty: Contest, organizer: Browser) -> None:
    assert 'href="/organizer/editions"' in organizer.get("/").text
    stranger = empty.stranger().get("/").text
    assert "还没有发布的大赛" in stranger
    assert "/organizer" not in stranger


def test_sample_can_be_published_and_opened_again(empty: Contest, organizer: Browser) -> None:
    empty.put_edition("xm5g-04", papers.edition(clock.now()))
    page = "/organizer/publish/stage"
    sample = document(organizer.get(page).text)
    published = organizer.press(page, document=sample)
    assert published.status_code == 303, published.text
    opened = organizer.get(str(published.location))
    again = organizer.press(page, document=document(opened.text))
    assert again.status_code == 303, again.text


@pytest.mark.parametrize("of", ["a.b", "..", "a/b", "a/../b", "nowhere"])
def test_what_names_no_document_is_not_found(organizer: Browser, of: str) -> None:
    assert organizer.get(f"/organizer/publish/stage?of={of}").status_code == 404


@pytest.mark.parametrize(
    "text",
    ["{", "[]", "null", '{"name": "没有标识"}', '"' * 3, "{" * 5000, "[" * 100_000, '{"slug": ""}', '{"slug": "x/y"}'],
)
def test_unreadable_document_is_given_back(organizer: Browser, text: str) -> None:
    answer = organizer.press("/organizer/publish/stage", document=text)
    assert answer.status_code == 422
    assert document(answer.text) == text


def test_refused_document_is_given_back_with_the_reasons(organizer: Browser) -> None:
    sample = json.loads(document(organizer.get("/organizer/publish/stage").text))
    sample["criteria"][0]["weight"] = 99
    answer = organizer.press("/organizer/publish/stage", document=json.dumps(sample, ensure_ascii=False))
    assert answer.status_code == 422
    assert "100" in answer.text
    assert "_schema" not in answer.text
    assert json.loads(document(answer.text)) == sample


def test_document_of_an_unknown_kind_is_not_found(organizer: Browser) -> None:
    assert organizer.get("/organizer/publish/nothing").status_code == 404


def test_judge_publishes_nothing(empty: Contest) -> None:
    assert empty.signed_in(JUDGE).get("/organizer/publish/stage").status_code == 403
