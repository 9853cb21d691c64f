"""Does long work in the worker of a part: one piece after the other, and again what ended with its process."""

import logging
from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import Row, select, update

from chassis import clock
from chassis.config import Settings
from chassis.http.errors import Problem
from chassis.storage.engine import Database
from chassis.storage.jobs import Job
from chassis.storage.tables import work as table
from chassis.work import queue
from chassis.work.life import DONE, FAILED, LIFE, RUNNING, STOPPED, TRIES, WAITING
from chassis.work.progress import Progress, Stopped

log = logging.getLogger(__name__)
EVERY = 1.0
"""Seconds until new work is noticed."""

Kind = Callable[[Database, Settings, Mapping[str, Any], Progress], Mapping[str, Any]]
"""Does work of one kind: commits step by step, tells its progress, gives its result (JSON data).

It may be begun anew after its process ended under way, so a step that is done must be seen as done.
"""


class Interrupted(Problem):
    status = 500
    code = "work-interrupted"


class Broken(Problem):
    status = 500
    code = "work-broken"


def job(kinds: Mapping[str, Kind]) -> Job:
    """The job of a part that does work of these kinds. One process does it at a time."""

    def run(database: Database, settings: Settings) -> None:
        _begin_again(database)
        while (found := _next(database)) is not None:
            _do(kinds, found, database, settings)

    return Job("work", EVERY, run)


def _begin_again(database: Database) -> None:
    """What is running while nobody runs it ended with its process."""
    with database.write() as session:
        queue.forget_old(session)
        for row in session.execute(select(table).where(table.c.state == RUNNING)).all():
            action = "begin again" if row.attempts < TRIES else "fail"
            told = {} if action == "begin again" else {"result": _problem(Interrupted()), "ended_at": clock.now()}
            _move(session.execute, row.id, LIFE.step(RUNNING, action).after, **told)


def _next(database: Database) -> Row[Any] | None:
    waiting = select(table).where(table.c.state == WAITING).order_by(table.c.asked_at, table.c.id).limit(1)
    with database.read() as session:
        if session.execute(waiting).one_or_none() is None:
            return None
    with database.write() as session:
        found = session.execute(waiting.with_for_update()).one_or_none()
        if found is not None:
            _move(session.execute, found.id, LIFE.step(WAITING, "begin").after, attempts=found.attempts + 1)
        return found


def _do(kinds: Mapping[str, Kind], row: Row[Any], database: Database, settings: Settings) -> None:
    progress = Progress(database, row.id)
    try:
        result = kinds[row.kind](database, settings, msgspec.json.decode(row.facts), progress)
        state, told = DONE, msgspec.json.encode(result).decode()
    except Stopped:
        state, told = STOPPED, "{}"
    except Problem as problem:
        state, told = FAILED, _problem(problem)
    except Exception:
        log.exception("work %s of kind %s failed", row.id, row.kind)
        state, told = FAILED, _problem(Broken())
    progress.close()
    with database.write() as session:
        _move(session.execute, row.id, state, result=told, ended_at=clock.now())


def _move(execute: Callable[..., Any], work_id: UUID, state: str, **values: Any) -> None:
    execute(update(table).where(table.c.id == work_id).values(state=state, **values))


def _problem(problem: Problem) -> str:
    """The reason of a failure: its code. The page words it, in the language of whoever looks."""
    return msgspec.json.encode({"problem": problem.code}).decode()
