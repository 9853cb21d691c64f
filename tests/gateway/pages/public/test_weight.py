"""Public pages are light: counted in bytes as they go over the wire, through the real application."""

import re

import pytest

from tests.gateway.browsing import Contest
from tests.gateway.pages.public.test_site import PAGES

FIRST, AFTERWARDS, REQUESTS = 60 << 10, 15 << 10, 10
ASKED = {"Accept-Encoding": "gzip, deflate, br"}
_LINKED = r"link[^>]*rel=\"(?:stylesheet|icon)\"[^>]*href"
LOADED = re.compile(rf"<(?:{_LINKED}|script[^>]*src|img(?![^>]*lazy)[^>]*src|use href)=\"([^\"#]+)[\"#]")
"""What a browser loads with a page; lazy pictures stand in folds that are closed."""


@pytest.mark.parametrize("page", PAGES)
def test_page_is_light_on_the_first_visit_and_lighter_afterwards(contest: Contest, page: str) -> None:
    reader = contest.stranger()
    html = reader.get(page, headers=ASKED)
    text = reader.get(page).text
    assets = {path: reader.get(path, headers=ASKED) for path in set(LOADED.findall(text))}
    assert assets
    assert all(path.startswith("/static/") for path in assets)
    assert all("immutable" in answer.headers["Cache-Control"] for answer in assets.values())
    assert 1 + len(assets) <= REQUESTS
    assert len(html.data) <= AFTERWARDS
    assert len(html.data) + sum(len(answer.data) for answer in assets.values()) <= FIRST
