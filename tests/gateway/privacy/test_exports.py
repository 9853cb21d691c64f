"""Exports are asked for, collected, opened by their owner, and gone after their time."""

from datetime import timedelta
from functools import partial
from uuid import UUID

import pytest
from sqlalchemy import select

from chassis import clock
from chassis.http.errors import NotFound
from chassis.privacy import export_answers
from chassis.storage import ids
from chassis.storage.engine import Database
from chassis.storage.tables import outbox
from chassis.testing import deliver, emitted
from contracts.exports import SealedAnswer
from contracts.gateway import ExportReady, ExportRequested
from contracts.judging import JudgingAnswered
from contracts.notify import NotifyAnswered
from contracts.registration import RegistrationAnswered
from gateway.app import PART
from gateway.privacy import exports
from gateway.privacy.errors import ExportGone, ExportRunning, TooManyExports
from gateway.privacy.models import ExportPiece
from tests.together import at_once, goes_well

SECRET = "0123456789abcdef" * 4
PERSON = ids.new_id()
OWN = {"account": [{"name": "示例甲", "email": "a@example.org"}]}
KINDS: dict[str, type[SealedAnswer]] = {
    "registration": RegistrationAnswered,
    "judging": JudgingAnswered,
    "notify": NotifyAnswered,
}


def ask(database: Database) -> ExportRequested:
    with database.write() as session:
        exports.request_export(session, PERSON, OWN, secret=SECRET, most_a_day=3, days=7)
    return [event for event in emitted(database) if isinstance(event, ExportRequested)][-1]


def answers(asked: ExportRequested, part: str, facts: dict[str, object] | None = None) -> list[SealedAnswer]:
    """What a part answers."""
    pieces, answer_id = export_answers.pack(asked.key, asked.export_id, part, facts or {"from": part}), ids.new_id()
    kind = KINDS[part]
    return [
        kind(
            export_id=asked.export_id,
            account_id=asked.account_id,
            answer_id=answer_id,
            number=number,
            of=len(pieces),
            sealed=sealed,
        )
        for number, sealed in enumerate(pieces, 1)
    ]


def take(database: Database, *events: SealedAnswer) -> None:
    for event in events:
        deliver(PART, database, event)


def opened(database: Database, export_id: UUID, who: UUID = PERSON) -> dict[str, dict[str, object]]:
    with database.read() as session:
        return exports.open_export(session, who, export_id, secret=SECRET)


def told_ready(database: Database) -> list[ExportReady]:
    return [event for event in emitted(database) if isinstance(event, ExportReady)]


def test_export_is_ready_when_every_part_has_answered(database: Database) -> None:
    asked = ask(database)
    for part in exports.PARTS:
        with pytest.raises(NotFound):
            opened(database, asked.export_id)
        take(database, *answers(asked, part))
    assert opened(database, asked.export_id) == {"gateway": OWN, **{part: {"from": part} for part in exports.PARTS}}
    (ready,) = told_ready(database)
    assert (ready.account_id, ready.missing) == (PERSON, ())


def test_nobody_else_opens_it(database: Database) -> None:
    asked = ask(database)
    for part in exports.PARTS:
        take(database, *answers(asked, part))
    with pytest.raises(NotFound):
        opened(database, asked.export_id, ids.new_id())


def test_answers_told_twice_or_made_twice_count_once(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(export_answers, "PIECE", 40)
    asked = ask(database)
    facts: dict[str, object] = {"items": [str(ids.new_id()) for _ in range(5)]}
    first, again = answers(asked, "judging", facts), answers(asked, "judging", {"other": "x" * 99})
    assert len(first) > 2
    take(database, first[1], again[0], first[0], first[1], *again, *first[2:], *answers(asked, "judging"))
    for part in ("registration", "notify"):
        take(database, *answers(asked, part))
    assert opened(database, asked.export_id)["judging"] == facts
    assert len(told_ready(database)) == 1


def test_part_that_does_not_answer_is_named_and_added_when_it_does(database: Database) -> None:
    asked = ask(database)
    for part in ("registration", "notify"):
        take(database, *answers(asked, part))
    with clock.frozen(clock.now() + timedelta(hours=1)), database.write() as session:
        exports.finish_late(session, patience=timedelta(minutes=15))
    assert [ready.missing for ready in told_ready(database)] == [("judging",)]
    assert set(opened(database, asked.export_id)) == {"gateway", "registration", "notify"}
    take(database, *answers(asked, "judging"))
    assert "judging" in opened(database, asked.export_id)
    assert len(told_ready(database)) == 1


def test_expired_export_is_gone_with_its_key(database: Database) -> None:
    asked = ask(database)
    for part in exports.PARTS:
        take(database, *answers(asked, part))
    with clock.frozen(clock.now() + timedelta(days=7, seconds=1)):
        with pytest.raises(ExportGone):
            opened(database, asked.export_id)
        with database.write() as session:
            assert exports.purge(session) == 1
            assert exports.purge(session) == 0
            found = exports.latest(session, PERSON)
            assert found
            assert (found.state, found.key) == ("gone", None)
            assert session.scalars(select(ExportPiece)).all() == []
    take(database, *answers(asked, "judging"))
    with pytest.raises(ExportGone):
        opened(database, asked.export_id)


def test_one_at_a_time_and_a_few_a_day(database: Database) -> None:
    for _ in range(3):
        asked = ask(database)
        with pytest.raises(ExportRunning):
            ask(database)
        for part in exports.PARTS:
            take(database, *answers(asked, part))
    with pytest.raises(TooManyExports):
        ask(database)
    with clock.frozen(clock.now() + timedelta(days=1, seconds=1)):
        ask(database)


def test_asking_twice_in_the_same_instant_runs_one(database: Database) -> None:
    asked = partial(goes_well, lambda: ask(database), ExportRunning)
    assert sorted(at_once([asked] * 3)) == [False, False, True]


def test_nothing_of_it_can_be_read_in_logs_or_tables(database: Database) -> None:
    asked = ask(database)
    take(database, *answers(asked, "notify", {"contact": "a@example.org"}))
    with database.read() as session:
        told = b"".join(session.scalars(select(outbox.c.body)))
        kept = "".join(session.scalars(select(ExportPiece.sealed)))
    for secret in ("示例甲", "a@example.org"):
        assert secret.encode() not in told
        assert secret not in kept
