"""Long work is done once, tells how far it is, stops when told to, and survives the death of its process."""

import contextlib
import json
from collections.abc import Mapping
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as tried
from hypothesis import strategies as st
from sqlalchemy import select

from chassis.config import Settings
from chassis.http.errors import NotFound, Problem
from chassis.states import Impossible
from chassis.storage import ids
from chassis.storage.engine import Database
from chassis.storage.jobs import Job
from chassis.storage.tables import work as table
from chassis.work import queue, runner
from chassis.work.life import DONE, FAILED, RUNNING, STOPPED, TRIES, WAITING
from chassis.work.progress import Progress
from chassis.work.queue import Work

ME, OTHER = UUID(int=1), UUID(int=2)


class Full(Problem):
    code = "full"


class Dead(BaseException):
    """What ends a process in the middle."""


def count(database: Database, _settings: Settings, facts: Mapping[str, Any], progress: Progress) -> Mapping[str, Any]:
    progress.of(facts["steps"])
    for number in range(facts["steps"]):
        if number == facts.get("stop_at"):
            with database.write() as session:
                queue.stop(session, UUID(facts["id"]), ME)
            progress.of(facts["steps"])
        if number == facts.get("fail_at"):
            raise {"problem": Full, "bug": ZeroDivisionError, "death": Dead}[facts["how"]]()
        progress.step()
    return {"counted": facts["steps"]}


JOB: Job = runner.job({"count": count})


@pytest.fixture
def database(ledger: Database) -> Database:
    return ledger


def ask(database: Database, key: str = "", **facts: Any) -> Work:
    with database.write() as session:
        return queue.ask(session, "count", {"steps": 3} | facts, asked_by=ME, key=key or str(ids.new_id()))


def run(database: Database, settings: Settings) -> None:
    JOB.run(database, settings)


def found(database: Database, work: Work) -> Work:
    with database.read() as session:
        return queue.find(session, work.id, ME)


def test_work_is_done_in_the_order_it_was_asked_for_and_keeps_its_result(
    database: Database, settings: Settings
) -> None:
    works = [ask(database, steps=steps) for steps in (3, 0)]
    assert [found(database, one).state for one in works] == [WAITING, WAITING]
    run(database, settings)
    first, second = (found(database, one) for one in works)
    assert (first.state, first.done, first.total, first.result) == (DONE, 3, 3, {"counted": 3})
    assert (second.state, second.result, second.may) == (DONE, {"counted": 0}, [])
    assert first.ended_at is not None
    assert second.ended_at is not None
    assert first.ended_at <= second.ended_at


def test_asking_twice_asks_once(database: Database) -> None:
    assert ask(database, key="k").id == ask(database, key="k", steps=9).id


def test_work_of_another_does_not_exist(database: Database) -> None:
    work = ask(database)
    with database.write() as session:
        for act in (queue.find, queue.stop):
            with pytest.raises(NotFound):
                act(session, work.id, OTHER)


def test_waiting_work_stops_at_once_and_is_never_begun(database: Database, settings: Settings) -> None:
    work = ask(database)
    with database.write() as session:
        assert queue.stop(session, work.id, ME).state == STOPPED
    run(database, settings)
    assert (found(database, work).state, found(database, work).done) == (STOPPED, 0)
    with database.write() as session, pytest.raises(Impossible):
        queue.stop(session, work.id, ME)


def test_running_work_stops_between_two_steps(database: Database, settings: Settings) -> None:
    work = ask(database, key="stopped")
    with database.write() as session:
        facts = {"steps": 5, "stop_at": 2, "id": str(work.id)}
        session.execute(table.update().values(facts=json.dumps(facts)))
    run(database, settings)
    assert (found(database, work).state, found(database, work).done) == (STOPPED, 2)


@pytest.mark.parametrize(("how", "code"), [("problem", "full"), ("bug", "work-broken")])
def test_failure_says_why_and_how_far_it_came(database: Database, settings: Settings, how: str, code: str) -> None:
    work, after = ask(database, fail_at=1, how=how), ask(database)
    run(database, settings)
    failed = found(database, work)
    assert (failed.state, failed.done, failed.result) == (FAILED, 1, {"problem": code})
    assert found(database, after).state == DONE


def test_work_that_ends_with_its_process_is_begun_again_but_not_for_ever(
    database: Database, settings: Settings
) -> None:
    work = ask(database, fail_at=1, how="death")
    for _ in range(TRIES):
        with pytest.raises(Dead):
            run(database, settings)
        assert found(database, work).state == RUNNING
    run(database, settings)
    assert (found(database, work).state, found(database, work).result) == (FAILED, {"problem": "work-interrupted"})


def run_on(database: Database, settings: Settings) -> None:
    """As a worker does that is started anew each time it dies."""
    for _ in range(TRIES + 1):
        with contextlib.suppress(Dead):
            run(database, settings)


def stop_waiting(database: Database) -> None:
    with database.write() as session:
        for one in session.scalars(select(table.c.id).where(table.c.state == WAITING)).all():
            queue.stop(session, one, ME)


@tried(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(["ask", "stop", "run", "die"]), max_size=8))
def test_no_order_of_things_leaves_work_behind(
    sqlite_ledger: Database, request: pytest.FixtureRequest, actions: list[str]
) -> None:
    database, own = sqlite_ledger, request.getfixturevalue("settings")
    with database.write() as session:
        session.execute(table.delete())
    for action in actions:
        match action:
            case "ask":
                ask(database)
            case "die":
                ask(database, fail_at=0, how="death")
            case "stop":
                stop_waiting(database)
            case _:
                run_on(database, own)
    for _ in actions:
        run_on(database, own)
    with database.read() as session:
        assert set(session.scalars(select(table.c.state))) <= {DONE, FAILED, STOPPED}
