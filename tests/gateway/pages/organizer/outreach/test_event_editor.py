"""An outreach event made on pages alone, without script: begun, its shifts written, looked over, published, copied."""

import re
from itertools import count

import pytest

from chassis import clock
from contracts.roles import AUDITOR, ORGANIZER, VOLUNTEER
from contracts.scopes import Scope
from tests.gateway.browsing import Browser, Contest, form_fields

EVIL = "</script><img src=x onerror=alert(1)>\"'{{7*7}}"
NUMBERS = count(1)
"""Of events: the product is shared by the tests of this file."""
SHIFT = {
    "shifts.0.post": f"讲解{EVIL}",
    "shifts.0.starts_day": "2031-03-03",
    "shifts.0.starts_time": "8:30",
    "shifts.0.ends_time": "24:00",
    "shifts.0.capacity": "2",
}


class Written:
    """An organizer with an event of their own."""

    def __init__(self, browser: Browser) -> None:
        self.browser, self.name = browser, f"kepu{next(NUMBERS)}"
        answer = browser.press("/organizer/events/new", name=self.name)
        self.here = f"/organizer/events/{self.name}"
        assert answer.location == f"{self.here}/edit", answer.text

    def write(self, **fields: str) -> None:
        """Send the form with these fields changed."""
        page = f"{self.here}/edit"
        hidden = form_fields(self.browser.get(page).text, page)
        sent = {name: hidden[name] for name in ("csrf_token", "etag")} | fields
        assert self.browser.client.post(page, data=sent).status_code == 303

    def publish(self) -> int:
        return self.browser.send(self.browser.get(self.here).text, f"{self.here}/publication").status_code


@pytest.fixture
def written(contest: Contest) -> Written:
    return Written(contest.signed_in(ORGANIZER))


def test_event_is_made_previewed_and_published_on_pages(contest: Contest, written: Written) -> None:
    assert "还差 2 项" in written.browser.get("/organizer/events").text
    page = written.browser.get(written.here).text
    assert "还不能预览" in written.browser.get(f"{written.here}/preview").text
    assert f'action="{written.here}/publication"' not in page
    written.write(place="兴隆社区广场", row="shifts.add")
    written.write(place="兴隆社区广场", travel_minutes="60", **SHIFT)
    preview = written.browser.get(f"{written.here}/preview").text
    assert "这是预览" in preview
    assert "<img src=x" not in preview
    assert written.name not in contest.stranger().get("/volunteer").text
    assert written.publish() == 303
    shown = contest.stranger().get(f"/volunteer/{written.name}").text
    assert "兴隆社区广场" in shown
    assert "24:00" in shown or "00:00" in shown
    again = written.browser.get(written.here).text
    assert "草稿与已发布的内容相同" in again
    assert f'action="{written.here}/publication"' not in again
    assert "还有 2 个名额" in written.browser.get("/organizer/events").text


def test_shift_is_copied_and_removed_by_buttons(written: Written) -> None:
    written.write(place="甲处", travel_minutes="60", row="shifts.0.copy", **SHIFT)
    page = written.browser.get(f"{written.here}/edit").text
    assert len(re.findall(r'name="shifts\.\d+\.post"', page)) == 2
    written.write(place="甲处", travel_minutes="60", row="shifts.0.remove", **SHIFT)
    assert len(re.findall(r'name="shifts\.\d+\.post"', written.browser.get(f"{written.here}/edit").text)) < 2


def test_copy_moves_to_another_day_and_an_unused_draft_is_deleted(written: Written) -> None:
    written.write(place="甲处", travel_minutes="60", **SHIFT)
    assert written.publish() == 303
    page = f"{written.here}/copy"
    copied = written.browser.press(page, name=f"{written.name}b", starts_on="2031-05-01")
    assert copied.location == f"{written.here}b/edit"
    assert 'value="2031-05-01"' in written.browser.get(str(copied.location)).text
    whole = written.browser.get(f"{written.here}b").text
    assert written.browser.send(whole, f"{written.here}b/deletion").location == "/organizer/events"
    assert written.browser.get(f"{written.here}b").status_code == 404


def test_pressing_twice_begins_one_event(contest: Contest) -> None:
    browser, name = contest.signed_in(ORGANIZER), f"twice{clock.now():%H%M%S}"
    page = browser.get("/organizer/events/new").text
    first, second = (browser.send(page, "/organizer/events/new", name=name).location for _press in range(2))
    assert first == second


def test_pages_are_those_of_whoever_oversees_the_event(contest: Contest, written: Written) -> None:
    reader = contest.signed_in(AUDITOR)
    assert f"{written.here}/edit" not in reader.get(written.here).text
    assert reader.get(f"{written.here}/edit").status_code == 403
    other = contest.browser(contest.holder(ORGANIZER, Scope.event("elsewhere")))
    assert [other.get(path).status_code for path in ("/organizer/events", written.here)] == [200, 403]
    assert other.get("/organizer/events/new").status_code == 403
    assert contest.signed_in(VOLUNTEER).get("/organizer/events").status_code == 403
