"""Moving a date or closing early: who is affected is said first, and every page shows it at once."""

from datetime import timedelta

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


def test_moved_deadline_is_on_every_page_at_once(empty: Contest, organizer: Browser) -> None:
    leader = empty.signed_in(LEADER)
    draft = empty.draft(leader)
    page = organizer.get("/organizer/dates/moved/entry").text
    assert "1 个项目还是草稿" in page
    day = (clock.now() + timedelta(days=40)).astimezone(clock.LOCAL).date()
    typed = {
        "closes_day": day.isoformat(),
        "closes_time": "２４：００",
        "opens_day": "2024-01-01",
        "opens_time": "9:00",
    }
    assert organizer.send(page, "/organizer/dates/moved/entry", **typed).status_code == 303
    shown = f"{day.year}年{day.month}月{day.day}日"
    for reader, address in ((empty.stranger(), "/timetable"), (leader, draft), (organizer, "/organizer/dates")):
        text = reader.get(address).text
        assert shown in text, address
        assert "24:00" in text, address
    assert 'value="24:00"' in organizer.get("/organizer/dates/moved/entry").text
    message = empty.until(lambda: (text := leader.get("/inbox").text).count("赛程有调整") and text)
    assert f"{shown}" in message
    assert "赛程有调整" not in empty.signed_in(LEADER).get("/inbox").text


def test_stage_closed_early_takes_no_more_entries(empty: Contest, organizer: Browser) -> None:
    leader = empty.signed_in(LEADER)
    address = empty.draft(leader)
    form = leader.get(f"{address}/edit").text
    page = organizer.get("/organizer/dates/moved/entry/closure").text
    assert "草稿不能再提交" in page
    assert organizer.send(page, "/organizer/dates/moved/entry/closure").status_code == 303
    assert leader.send(form, f"{address}/edit", **papers.entry()).status_code == 409
    assert organizer.get("/organizer/dates/moved/entry/closure").status_code == 303


def test_what_cannot_be_done_is_said_and_what_was_typed_stays(organizer: Browser) -> None:
    address = "/organizer/dates/moved/entry"
    page = organizer.get(address).text
    for typed, status in (("25:00", 422), ("00:00", 422)):
        fields = {"opens_day": "2030-01-02", "opens_time": "00:00", "closes_day": "2030-01-01", "closes_time": typed}
        refused = organizer.send(page, address, **fields)
        assert (refused.status_code, f'value="{typed}"' in refused.text) == (status, True)
    organizer.send(
        page, address, opens_day="2024-01-01", opens_time="9:00", closes_day="2031-01-01", closes_time="8:00"
    )
    stale = organizer.send(
        page, address, opens_day="2024-01-01", opens_time="9:00", closes_day="2032-01-01", closes_time="8:00"
    )
    assert stale.status_code == 412


def test_auditor_reads_and_changes_nothing(empty: Contest, organizer: Browser) -> None:
    auditor = empty.signed_in(AUDITOR)
    assert "调整时间" not in auditor.get("/organizer/dates").text
    assert auditor.get("/organizer/dates/moved/entry").status_code == 403
    assert organizer.get("/organizer/dates/moved/none").status_code == 404
    assert organizer.get("/organizer/dates/none/entry").status_code == 404
