"""The operations workplace in both languages: nothing that a template names is missing, and English is English."""

import re

import pytest

from contracts.roles import LEADER, ORGANIZER
from tests.gateway.browsing import Contest

PAGES = ("", "/activity", "/deliveries", "/audit", "/audit?part=notify", "/failures")
CHINESE = re.compile("[\u4e00-\u9fff]+")


@pytest.mark.parametrize("locale", ["zh_CN", "en"])
def test_every_page_is_shown(contest: Contest, locale: str) -> None:
    contest.submitted(contest.signed_in(LEADER), title="English words only")
    browser = contest.signed_in(ORGANIZER)
    browser.client.post("/language", data={"language": locale})
    contest.until(lambda: "English words only" in browser.get("/organizer/activity").text)
    answers = {page: browser.get(f"/organizer{page}") for page in PAGES} | {"inbox": browser.get("/inbox")}
    assert {page: answer.status_code for page, answer in answers.items() if answer.status_code != 200} == {}
    headings = {page: re.findall(r"<h1>([^<]*)</h1>", answer.text)[0] for page, answer in answers.items()}
    assert all(bool(CHINESE.search(heading)) == (locale == "zh_CN") for heading in headings.values()), headings
