"""Moving a date or closing early: who is affected is said first, and every page shows it at once."""

from datetime import timedelta
from urllib.parse import urlencode

import pytest

from chassis import clock
from contracts.roles import AUDITOR, LEADER, ORGANIZER
from tests.gateway import papers
from tests.gateway.browsing import Browser, Contest


@pytest.fixture
def organizer(empty: Contest) -> Browser:
    """Of a product with one edition, whose dates no other test looks at."""
    empty.put_edition("moved", papers.edition(clock.now()) | {"entry_prefix": "MOVED"})
    return empty.signed_in(ORGANIZER)


HELD = {"opens_day": "2024-01-01", "opens_time": "9:00"}
ADDRESS = "/organizer/dates/moved/entry"


def test_moved_deadline_is_looked_over_and_then_on_every_page_at_once(empty: Contest, organizer: Browser) -> None:
    leader = empty.signed_in(LEADER)
    draft = empty.draft(leader)
    day = (clock.now() + timedelta(days=40)).astimezone(clock.LOCAL).date()
    shown = f"{day.year}年{day.month}月{day.day}日"
    typed = HELD | {"closes_day": day.isoformat(), "closes_time": "２４：００"}
    page = organizer.get(f"{ADDRESS}/review?{urlencode(typed)}").text
    for said in (shown, "个工作日", "1 个未提交的项目", "1 位团队负责人", "与“报名与提交”的时间有重叠"):
        assert said in page, said
    assert shown not in leader.get(draft).text
    assert organizer.send(page, ADDRESS).status_code == 303
    for reader, address in ((empty.stranger(), "/timetable"), (leader, draft), (organizer, "/organizer/dates")):
        text = reader.get(address).text
        assert shown in text, address
        assert "24:00" in text, address
    assert 'value="24:00"' in organizer.get(ADDRESS).text
    message = empty.until(lambda: (text := leader.get("/inbox").text).count("赛程有调整") and text)
    assert f"{shown}" in message
    assert "赛程有调整" not in empty.signed_in(LEADER).get("/inbox").text


def test_stage_closed_early_takes_no_more_entries(empty: Contest, organizer: Browser) -> None:
    leader = empty.signed_in(LEADER)
    address = empty.draft(leader)
    form = leader.get(f"{address}/edit").text
    page = organizer.get(f"{ADDRESS}/closure").text
    assert "个未提交的项目不能再提交" in page
    assert organizer.send(page, f"{ADDRESS}/closure").status_code == 303
    assert leader.send(form, f"{address}/edit", **papers.entry()).status_code == 409
    assert organizer.get(f"{ADDRESS}/closure").status_code == 303


def test_what_cannot_be_done_is_said_and_what_was_typed_stays(organizer: Browser) -> None:
    for time, status in (("25:00", 422), ("00:00", 422)):
        typed = {"opens_day": "2030-01-02", "opens_time": "00:00", "closes_day": "2030-01-01", "closes_time": time}
        refused = organizer.get(f"{ADDRESS}/review?{urlencode(typed)}")
        assert (refused.status_code, f'value="{time}"' in refused.text) == (status, True)
    typed = HELD | {"closes_day": "2031-01-01", "closes_time": "8:00"}
    page = organizer.get(f"{ADDRESS}/review?{urlencode(typed)}").text
    assert organizer.send(page, ADDRESS).status_code == 303
    stale = organizer.send(page, ADDRESS, closes_day="2032-01-01")
    assert (stale.status_code, 'value="2032-01-01"' in stale.text) == (412, True)


def test_auditor_reads_and_changes_nothing(empty: Contest, organizer: Browser) -> None:
    auditor = empty.signed_in(AUDITOR)
    assert "调整时间" not in auditor.get("/organizer/dates").text
    assert auditor.get(ADDRESS).status_code == 403
    assert organizer.get("/organizer/dates/moved/none").status_code == 404
    assert organizer.get("/organizer/dates/none/entry").status_code == 404
