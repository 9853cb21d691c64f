"""Taking complaints in: once, with what was asked for and no more, kept for their time."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec
import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from chassis import clock
from chassis.storage import ids
from chassis.storage.engine import Database
from chassis.storage.tables import audit, outbox
from contracts.events import FORMER
from contracts.gateway import ComplaintReceived
from gateway.base import Base
from gateway.complaints import actions
from gateway.complaints.errors import ComplaintUnknown, TooManyComplaints
from gateway.complaints.models import ANSWERED, OPEN, Complaint
from gateway.credentials import limits
from gateway.credentials.limits import Limit
from gateway.privacy import own
from tests.together import at_once

NOW = datetime(2026, 11, 24, 17, tzinfo=UTC)
"""The 25th in Beijing."""
LEAKY = "不愿透露的名字"
TOLD = {
    "topic": "entry",
    "concerns": "XM5G04-0001",
    "facts": "十一月十日在现场看到……",
    "wish": "请核实",
    "identity": "named",
    "name": "示例甲",
    "contact": "a@example.org",
    "confidential": "1",
}
PERSON, OFFICE = ids.new_id(), ids.new_id()


@pytest.fixture(autouse=True)
def now() -> Iterator[None]:
    with clock.frozen(NOW):
        yield


def hand_in(database: Database, key: str = "", account: UUID | None = PERSON, **other: str) -> Complaint:
    within = Limit(limits.key("complaints-network", "203.0.113.9"), 3, 3600)
    with database.write() as session:
        return actions.hand_in(session, key or actions.new_key(), TOLD | other, account, within)


def found(session: Session, **wanted: Any) -> set[UUID]:
    """The complaints that a list narrowed like this has."""
    return {one.id for one in session.scalars(actions.select_complaints(wanted))}


def test_complaint_has_a_number_of_its_day_and_the_servers_time(database: Database) -> None:
    made = hand_in(database)
    assert re.fullmatch(r"TS261125-[2-9A-Z]{5}", made.number)
    assert (made.received_at, made.state) == (NOW, OPEN)
    assert (made.name, made.contact, made.confidential, made.account_id) == ("示例甲", "a@example.org", True, PERSON)


def test_sending_it_twice_hands_it_in_once(database: Database) -> None:
    key = actions.new_key()
    assert {hand_in(database, key).number for _ in range(5)} == {hand_in(database, key).number}
    with database.read() as session:
        assert len(found(session)) == 1


def test_pressing_twice_in_the_same_instant_hands_it_in_once(database: Database) -> None:
    key = actions.new_key()
    made = at_once([lambda: hand_in(database, key).number] * 3)
    assert len(set(made)) == 1
    with database.read() as session:
        assert len(found(session)) == 1


def test_of_an_anonymous_one_neither_name_nor_account_is_kept_anywhere(database: Database) -> None:
    key = actions.new_key()
    hand_in(database, key, identity="anonymous", name=LEAKY, contact="leak@example.org")
    with database.read() as session:
        made = actions.by_key(session, key)
        assert (made.name, made.contact, made.account_id, made.confidential) == ("", "", None, False)
        tables = (*Base.metadata.sorted_tables, audit, outbox)
        kept = " ".join(str(tuple(row)) for table in tables for row in session.execute(select(table)))
    for text in (LEAKY, "leak@example.org", str(PERSON), PERSON.hex, key):
        assert text not in kept


def test_event_says_that_something_came_in_and_nothing_of_it(database: Database) -> None:
    made = hand_in(database)
    with database.read() as session:
        (told,) = session.scalars(select(outbox.c.body).where(outbox.c.type == ComplaintReceived.TYPE))
    assert msgspec.json.decode(told).keys() == {"complaint_id", "number", "received_at"}
    assert made.number in told.decode()


def test_more_than_allowed_from_one_network_are_refused_and_not_kept(database: Database) -> None:
    for _ in range(3):
        hand_in(database)
    with pytest.raises(TooManyComplaints) as refused:
        hand_in(database)
    assert refused.value.status == 429
    with database.read() as session:
        assert len(found(session)) == 3
    with clock.frozen(NOW + timedelta(seconds=refused.value.facts["seconds"])):
        hand_in(database)


def test_answer_is_read_with_the_key_alone_and_may_be_corrected(database: Database) -> None:
    key = actions.new_key()
    made = hand_in(database, key)
    for text in ("已核实。", "已核实并更正。", "已核实并更正。"):
        with database.write() as session:
            actions.answer(session, OFFICE, made.id, text)
    with database.read() as session:
        found = actions.by_key(session, key)
        assert (found.answer, found.state, found.answered_by) == ("已核实并更正。", ANSWERED, OFFICE)
        assert actions.waiting(session) == (0, None)
        done = list(session.scalars(select(audit.c.subject).where(audit.c.action == "complaint.answered")))
        assert done == [made.number] * 2
        for other in (made.number, str(made.id), made.hash, ""):
            with pytest.raises(ComplaintUnknown):
                actions.by_key(session, other)


def test_complaints_are_narrowed_by_state_topic_words_and_day(database: Database) -> None:
    made = [hand_in(database) for _ in range(3)]
    with database.write() as session:
        actions.answer(session, OFFICE, made[1].id, "已处理。")
    with database.read() as session:
        assert found(session, state=OPEN) == {made[2].id, made[0].id}
        assert found(session, state=ANSWERED) == {made[1].id}
        assert found(session, q=made[1].number.lower()) == {made[1].id}
        assert found(session, topic="nothing") == found(session, since=NOW + timedelta(1)) == set()
        assert found(session, until=NOW) == set()
        assert len(found(session, topic=TOLD["topic"], since=NOW - timedelta(1), until=NOW + timedelta(1))) == 3


def test_what_was_answered_long_ago_is_deleted_and_what_waits_stays(database: Database) -> None:
    answered, waits = hand_in(database), hand_in(database)
    with database.write() as session:
        actions.answer(session, OFFICE, answered.id, "已处理。")
    for days, left in ((1095, {answered.id, waits.id}), (1096, {waits.id})):
        with clock.frozen(NOW + timedelta(days=days)), database.write() as session:
            actions.purge(session, 1095)
            assert found(session) == left


def test_person_who_leaves_is_taken_off_and_the_export_has_their_own_alone(database: Database) -> None:
    hand_in(database)
    hand_in(database, account=ids.new_id(), facts=LEAKY)
    with database.read() as session:
        (held,) = own.held(session, PERSON)["complaint"]
    assert held["facts"] == TOLD["facts"]
    assert held["contact"] == TOLD["contact"]
    with database.write() as session:
        actions.unname(session, PERSON)
        assert own.held(session, PERSON)["complaint"] == []
        left = {one.name: (one.contact, one.facts) for one in session.scalars(actions.select_complaints({}))}
    assert left[FORMER] == ("", TOLD["facts"])
