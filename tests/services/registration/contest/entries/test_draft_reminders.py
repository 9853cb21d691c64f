"""Leaders hear of drafts that are not handed in: at each of four moments once, never at night."""

from datetime import timedelta

from flask import Flask
from hypothesis import given, settings
from hypothesis import strategies as st

from chassis import clock
from chassis.storage.engine import Database
from services.registration.config import RegistrationSettings
from services.registration.contest.entries.draft_reminders import BEFORE, moments, remind
from tests.services.registration.conftest import Events
from tests.services.registration.factories import DEADLINE, Caller, leader, start_entry, submitted_entry


def test_draft_is_recalled_four_times_until_it_is_handed_in(
    app: Flask, team: Caller, database: Database, settings: RegistrationSettings, events: Events
) -> None:
    start_entry(team, title="没有交上来的项目")
    changed = submitted_entry(team, title="交了又改的项目")
    submitted_entry(leader(app, "示例丁"), title="已经交好的项目")
    team.put(f"/entries/{changed['id']}/revision")
    for moment in moments(DEADLINE):
        for later in (0, 20):
            with clock.frozen(moment + timedelta(minutes=later)):
                remind(database, settings)
    told = [(facts["title"], facts["version"]) for kind, facts in events() if kind.endswith("entry.unfinished.v1")]
    assert sorted(told) == sorted([("没有交上来的项目", 0), ("交了又改的项目", 1)] * len(moments(DEADLINE)))


@settings(deadline=None)
@given(minutes=st.integers(0, 7 * 24 * 60))
def test_reminders_come_by_day_and_in_time(minutes: int) -> None:
    closes_at = DEADLINE + timedelta(minutes=minutes)
    found = moments(closes_at)
    assert 3 <= len(found) <= len(BEFORE)
    assert all(8 <= one.astimezone(clock.LOCAL).hour <= 21 for one in found)
    assert found[0] <= closes_at - BEFORE[0]
    assert closes_at - timedelta(hours=13) <= found[-1] <= closes_at - BEFORE[-1]
