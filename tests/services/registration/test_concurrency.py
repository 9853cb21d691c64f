"""Many people in the same second, on both databases: places, numbers and titles go to exactly one."""

import random
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import func, select, text
from werkzeug.test import TestResponse

from chassis.app import create_app
from chassis.http.auth import Grant, Identity
from chassis.storage.engine import Database
from chassis.testing import deliver, emitted
from contracts.gateway import AccountChanged
from contracts.outreach import SignupConfirmed, SignupWaitlisted
from contracts.registration import EntrySubmitted
from contracts.roles import LEADER
from services.registration.app import PART
from services.registration.config import RegistrationSettings
from services.registration.contest.entries.actions import editable_entry, save_draft
from services.registration.outreach.programme.models import Shift
from services.registration.outreach.signups.clashes import meets
from services.registration.outreach.signups.line import lock_coming
from services.registration.outreach.signups.models import Signup
from services.registration.outreach.signups.states import CANCELLED, CONFIRMED, WAITLISTED
from tests.patience import until
from tests.services.registration.factories import (
    NOW,
    edition,
    event,
    leader,
    organizer,
    put_event,
    shift,
    sign_up,
    start_entry,
    submit,
    volunteer,
)
from tests.together import at_once

CROWD = 40
pytestmark = pytest.mark.slow


@pytest.fixture
def settings(settings_on_each: RegistrationSettings) -> RegistrationSettings:
    """Settings on each database."""
    return settings_on_each


@pytest.fixture
def database(settings: RegistrationSettings) -> Iterator[Database]:
    opened = Database(settings.database_url("registration"), pool_size=CROWD)
    yield opened
    opened.close()


@pytest.fixture
def app(settings: RegistrationSettings, database: Database) -> Flask:
    made = create_app(PART, settings, database)
    assert organizer(made).put("/editions/xm5g-04", json=edition()).status_code == 200
    return made


def test_last_places_go_to_exactly_as_many_as_there_are(app: Flask, database: Database) -> None:
    ids = put_event(organizer(app), "week", shift(capacity=7))
    people = [volunteer(app, f"志愿者{n}") for n in range(CROWD)]
    twice = [lambda person=person: sign_up(person, ids["guide"]) for person in people for _ in range(2)]
    random.Random(5).shuffle(twice)
    answers: list[TestResponse] = at_once(twice)
    assert Counter(answer.status_code for answer in answers) == {201: CROWD, 200: CROWD}
    with database.read() as session:
        line = session.execute(select(Signup.account_id, Signup.state, Signup.turn).order_by(Signup.turn)).all()
    assert [row.turn for row in line] == list(range(1, CROWD + 1))
    assert [row.state for row in line] == [CONFIRMED] * 7 + [WAITLISTED] * (CROWD - 7)
    assert len({row.account_id for row in line}) == CROWD
    told = [event for event in emitted(database) if isinstance(event, SignupConfirmed | SignupWaitlisted)]
    assert [getattr(event, "account_id", None) for event in told] == [row.account_id for row in line]
    assert [e.position for e in told if isinstance(e, SignupWaitlisted)] == list(range(1, CROWD - 6))
    assert sum(isinstance(event, SignupConfirmed) for event in told) == 7


def test_cancelling_and_signing_up_at_once_leaves_no_place_empty_or_taken_twice(app: Flask, database: Database) -> None:
    staff = organizer(app)
    ids = put_event(staff, "week", *(shift(key, capacity=3) for key in ("guide", "desk", "tea")))
    people = [volunteer(app, f"志愿者{n}") for n in range(16)]
    chance = random.Random(7)

    def come_and_go(person: Any, order: list[str]) -> None:
        for key in order:
            answer = sign_up(person, ids[key])
            assert answer.status_code in {201, 409}
            if answer.status_code == 201 and key != order[-1]:
                assert person.delete(f"/signups/{answer.get_json()['id']}").status_code == 200

    orders = [chance.sample(sorted(ids), 3) for _ in people]
    at_once([lambda p=p, o=o: come_and_go(p, o) for p, o in zip(people, orders, strict=True)])
    assert_fair(database)


def test_programme_moved_while_people_come_and_go_neither_stalls_nor_overbooks(app: Flask, database: Database) -> None:
    staff = organizer(app)
    ids = {slug: put_event(staff, slug, shift(capacity=3))["guide"] for slug in ("week", "fair")}
    people = [volunteer(app, f"志愿者{n}") for n in range(10)]

    def come_and_go(person: Any, order: list[str]) -> None:
        for slug in order:
            answer = sign_up(person, ids[slug])
            assert answer.status_code in {200, 201, 409}
            if answer.status_code == 201 and slug != order[-1]:
                assert person.delete(f"/signups/{answer.get_json()['id']}").status_code == 200

    def move(slug: str) -> None:
        for hour in (0, 1, 2, 0):
            body = event(shift(starts=NOW + timedelta(days=7, hours=hour), capacity=3))
            agreed = staff.post(f"/events/{slug}/effects", json=body).get_json()["agreed"]
            assert staff.put(f"/events/{slug}?agreed={agreed}", json=body).status_code in {200, 409}

    orders = [["week", "fair"], ["fair", "week"]] * 5
    goings = [lambda p=p, o=o: come_and_go(p, o) for p, o in zip(people, orders, strict=True)]
    at_once([*goings, lambda: move("week"), lambda: move("fair")])
    with database.read() as session:
        held = session.scalars(select(Signup).where(Signup.state == CONFIRMED)).all()
        places = Counter(signup.shift_id for signup in held)
        assert max(places.values()) <= 3
        pairs = [(one, other) for one in held for other in held if one.account_id == other.account_id and one != other]
        assert not [one.id for one, other in pairs if meets(one.shift, other.shift)]


def assert_fair(database: Database) -> None:
    """No shift overbooked, nobody on two at once, no free place while somebody able waits."""
    with database.read() as session:
        shifts = session.scalars(select(Shift)).all()
        confirmed = session.execute(
            select(Signup.account_id, func.count()).where(Signup.state == CONFIRMED).group_by(Signup.account_id)
        ).all()
        assert all(count == 1 for _, count in confirmed)
        busy = {account for account, _ in confirmed}
        for one in shifts:
            rows = session.scalars(select(Signup).where(Signup.shift_id == one.id, Signup.state != CANCELLED)).all()
            places = Counter(row.state for row in rows)
            able = [row for row in rows if row.state == WAITLISTED and row.account_id not in busy]
            assert places[CONFIRMED] <= one.capacity
            assert places[CONFIRMED] == one.capacity or not able


def test_one_person_cannot_be_confirmed_on_two_shifts_at_the_same_time(app: Flask, database: Database) -> None:
    ids = put_event(organizer(app), "week", *(shift(f"s{n}", capacity=30) for n in range(4)))
    people = [volunteer(app, f"志愿者{n}") for n in range(8)]
    at_once([lambda p=p, i=i: sign_up(p, i) for p in people for i in ids.values()])
    with database.read() as session:
        confirmed = list(session.scalars(select(Signup.account_id).where(Signup.state == CONFIRMED)))
    assert Counter(confirmed) == {person.id: 1 for person in people}


def test_far_apart_shifts_do_not_stand_in_each_others_way(app: Flask, database: Database) -> None:
    later = [shift(f"s{n}", NOW + timedelta(days=n + 1), capacity=20) for n in range(4)]
    ids = put_event(organizer(app), "week", *later)
    people = [volunteer(app, f"志愿者{n}") for n in range(10)]
    answers = at_once([lambda p=p, i=i: sign_up(p, i) for p in people for i in ids.values()])
    assert {answer.get_json()["state"] for answer in answers} == {CONFIRMED}


def test_numbers_are_given_once_each_without_gaps(app: Flask, database: Database) -> None:
    teams = [leader(app, f"队长{n}") for n in range(20)]
    entries = [start_entry(team, title=f"沿海5G示例项目第{n}号") for n, team in enumerate(teams)]
    answers = at_once([lambda t=t, e=e: submit(t, e) for t, e in zip(teams, entries, strict=True)])
    numbers = sorted(answer.get_json()["number"] for answer in answers)
    assert numbers == [f"XM5G04-{n:04d}" for n in range(1, 21)]
    assert [e.number for e in emitted(database) if isinstance(e, EntrySubmitted)] == numbers


def test_title_goes_to_one_of_those_who_submit_it_together(app: Flask, database: Database) -> None:
    teams = [leader(app, f"队长{n}") for n in range(8)]
    titles = ["集装箱5G远控", "集装箱５Ｇ远控"] * 4
    entries = [start_entry(team, title=title) for team, title in zip(teams, titles, strict=True)]
    answers = at_once([lambda t=t, e=e: submit(t, e) for t, e in zip(teams, entries, strict=True)])
    assert Counter(answer.status_code for answer in answers) == {200: 1, 422: 7}


def test_entry_submitted_twice_at_once_is_submitted_once(app: Flask, database: Database) -> None:
    team = leader(app)
    entry = start_entry(team)
    answers = at_once([lambda: submit(team, entry)] * 8)
    assert Counter(answer.status_code for answer in answers) == {200: 1, 409: 7}
    assert sum(isinstance(event, EntrySubmitted) for event in emitted(database)) == 1


def waits(database: Database) -> bool:
    """Whether somebody waits for a row of this database. SQLite lets writers in one by one: there nobody can see it."""
    if database.sqlite:
        return True
    own = "datname = current_database() AND wait_event_type = 'Lock'"
    with database.read() as session:
        return bool(session.scalar(text(f"SELECT count(*) FROM pg_stat_activity WHERE {own}")))


def test_new_name_leaves_alone_what_the_leader_saves_in_the_same_second(app: Flask, database: Database) -> None:
    team = leader(app, "示例甲")
    entry = start_entry(team)
    renamed = AccountChanged(account_id=team.id, name="示例新", locale="zh_CN", roles=(LEADER,))
    with ThreadPoolExecutor(1) as pool:
        with database.write() as session:
            caller = Identity(team.id, team.name, (Grant(LEADER),))
            saved = editable_entry(session, caller, UUID(entry["id"]))
            save_draft(session, saved, {"title": "改过的项目名称"})
            renaming = pool.submit(deliver, PART, database, renamed)
            until(lambda: waits(database), seconds=60)
        renaming.result()
    found = organizer(app).get("/entries?q=改过的项目名称 示例新").get_json()["items"]
    assert [one["id"] for one in found] == [entry["id"]]


def test_nobody_signs_up_anywhere_while_a_programme_is_changed(app: Flask, database: Database) -> None:
    wanted = put_event(organizer(app), "week")["guide"]
    with ThreadPoolExecutor(1) as beside:
        with database.write() as session:
            lock_coming(session, ())
            answer = beside.submit(sign_up, volunteer(app), wanted)
            until(lambda: answer.done() or waits(database))
            assert not answer.done()
        assert answer.result().status_code == 201
