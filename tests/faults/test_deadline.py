"""Two hundred teams submit around the deadline while processes are killed: nothing acknowledged is lost."""

import time
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from chassis import clock
from chassis.http.auth import Grant, Identity
from chassis.storage import ids
from chassis.storage.engine import Database
from chassis.storage.tables import outbox
from contracts.roles import LEADER, ORGANIZER
from services.registration.app import PART
from services.registration.config import RegistrationSettings
from services.registration.contest.editions.models import Edition
from services.registration.contest.editions.schemas import EditionSchema
from services.registration.contest.entries.actions import create_entry
from services.registration.contest.entries.models import Entry, Submission
from services.registration.contest.publication.actions import put_edition
from tests.faults import rush
from tests.faults.forks import Fork
from tests.services.registration import factories
from tests.services.registration.opened_files import put_file
from tests.templates import Templates

pytestmark = pytest.mark.slow
TEAMS, PROCESSES = 200, 2
SLUG = "rush-04"
DAY = timedelta(days=1)


def begin(session: Session, number: int) -> str:
    """A draft with all it needs, as a process is told of it."""
    leader = Identity(ids.new_id(), "示例甲", (Grant(LEADER),))
    entry = create_entry(session, leader, factories.draft(edition=SLUG, title=f"截止之前的项目第{number}个"))
    put_file(session, entry)
    return f"{entry.id}:{leader.account_id}"


def stage(key: str, opens: timedelta, closes: timedelta, **kind: str) -> dict[str, Any]:
    now = clock.now()
    window = {"opens_at": (now + opens).isoformat(), "closes_at": (now + closes).isoformat()}
    return {"key": key, "name": key, "name_en": key, **window, **kind}


def prepared(database: Database) -> list[str]:
    """An edition and its teams, each with a draft that can be handed in."""
    stages = [stage("entry", -DAY, DAY), stage("preliminary", 2 * DAY, 3 * DAY, kind="judging")]
    with database.write() as session:
        body = EditionSchema().load(factories.edition(entry_prefix="RUSH04", stages=stages))
        put_edition(session, Identity(ids.new_id(), "组委会", (Grant(ORGANIZER),)), SLUG, body)
        return [begin(session, number) for number in range(TEAMS)]


def close_soon(database: Database) -> datetime:
    """Let the deadline be some seconds from now, known to all before it comes."""
    closes_at = clock.now() + timedelta(seconds=3)
    with database.write() as session:
        session.execute(update(Edition).where(Edition.slug == SLUG).values(closes_at=closes_at))
    assert clock.now() < closes_at, "the edition was locked for so long"
    return closes_at


def check(database: Database, acknowledged: list[tuple[str, ...]], closes_at: datetime) -> None:
    """What was acknowledged is stored and told once, under numbers without gaps, and nothing after the deadline."""
    with database.read() as session:
        found = session.scalars(select(Submission)).all()
        numbered = session.get_one(Edition, SLUG).numbered
        numbers = sorted(session.scalars(select(Entry.number).where(Entry.number.is_not(None))))
        told = session.scalar(select(func.count()).where(outbox.c.type == "registration.entry.submitted.v1"))
    stored = {(str(one.entry_id), str(one.version), one.number) for one in found}
    assert set(acknowledged) <= stored
    assert len(acknowledged) == len(set(acknowledged))
    assert len(found) - len(acknowledged) <= PROCESSES * rush.AT_ONCE, "stored, and killed before that was said"
    assert max(one.submitted_at for one in found) < closes_at
    assert numbers == [f"RUSH04-{number:04d}" for number in range(1, numbered + 1)]
    assert told == len(found)


def test_nothing_acknowledged_is_lost_and_nothing_is_taken_late(
    make_settings: Any, templates: Templates, database_server: str, tmp_path: Path
) -> None:
    settings = make_settings(RegistrationSettings, database=database_server)
    templates.put(PART, settings)
    database, book = Database(settings.database_url("registration")), tmp_path / "book"
    teams = prepared(database)

    def started(number: int) -> Fork:
        place = (str(settings.data), str(settings.database or ""), settings.secret, str(book))
        return Fork(rush.main, *place, *teams[number::PROCESSES], log=tmp_path / "log")

    running = [started(number) for number in range(PROCESSES)]
    for number in range(PROCESSES):
        time.sleep(1)
        running[number].close()
        running[number] = started(number)
    closes_at = close_soon(database)
    assert [process.wait(60) for process in running] == [0] * PROCESSES, (tmp_path / "log").read_text()[-3000:]
    for process in running:
        process.close()
    acknowledged = [tuple(line.split()) for line in book.read_text().splitlines()]
    assert len(acknowledged) > TEAMS / 4, "too few to say anything"
    check(database, acknowledged, closes_at)
    database.close()
