"""What registration does when it hears of assignments."""

from flask import Flask
from sqlalchemy import select

from chassis.http.auth import Grant, Identity
from chassis.storage import ids
from chassis.storage.engine import Database
from chassis.testing import deliver
from contracts.gateway import AccountChanged
from contracts.judging import AssignmentMade, AssignmentRemoved
from contracts.roles import JUDGE, LEADER, VOLUNTEER
from services.registration.app import PART
from services.registration.contest.entries.models import Entry, ReadingGrant, Submission
from services.registration.outreach.signups.models import Signup
from tests.services.registration.factories import (
    DEADLINE,
    Caller,
    leader,
    organizer,
    put_event,
    sign_up,
    start_entry,
    submitted_entry,
)


def test_assignment_is_granted_once_and_removed_for_good(database: Database) -> None:
    judge = Identity(ids.new_id(), "评委01", (Grant(JUDGE),))
    made = AssignmentMade(
        assignment_id=ids.new_id(),
        entry_id=ids.new_id(),
        number="XM5G04-0001",
        title="题目",
        stage="初赛",
        stage_en="Preliminary",
        stage_key="preliminary",
        edition="xm5g04",
        judge_id=judge.account_id,
        due_at=DEADLINE,
    )
    event_id = deliver(PART, database, made)
    deliver(PART, database, made, event_id=event_id)
    deliver(PART, database, made)
    with database.read() as session:
        grant = session.get_one(ReadingGrant, made.assignment_id)
        assert (grant.entry_id, grant.judge_id, grant.removed_at) == (made.entry_id, judge.account_id, None)
    gone = AssignmentRemoved(
        assignment_id=made.assignment_id,
        entry_id=made.entry_id,
        judge_id=made.judge_id,
        reason="回避",
        edition=made.edition,
        number=made.number,
        title=made.title,
    )
    deliver(PART, database, gone)
    with database.read() as session:
        assert session.get_one(ReadingGrant, made.assignment_id).removed_at is not None


def test_new_name_reaches_entries_and_signups_but_not_what_was_submitted(app: Flask, database: Database) -> None:
    both, other, staff = Caller(app, (LEADER, VOLUNTEER), "示例甲"), leader(app, "示例丁"), organizer(app)
    entry = submitted_entry(both)
    start_entry(other, title="另一个题目")
    for person in (both, other):
        sign_up(Caller(app, (VOLUNTEER,), person.name, id=person.id), put_event(staff, "week")["guide"])
    deliver(PART, database, AccountChanged(account_id=both.id, name="示例新", locale="en", roles=(LEADER,)))
    assert [found["id"] for found in staff.get("/entries?q=示例新").json["items"]] == [entry["id"]]
    assert both.get(f"/entries/{entry['id']}").json["etag"] == entry["etag"]
    with database.read() as session:
        assert set(session.scalars(select(Entry.leader_name))) == {"示例新", "示例丁"}
        assert set(session.scalars(select(Signup.volunteer))) == {"示例新", "示例丁"}
        assert session.scalars(select(Submission.leader_name)).all() == ["示例甲"]


def test_part_listens_to_nothing_else() -> None:
    assert PART.listens_to == {
        "gateway": ["gateway.account.changed.v1", "gateway.account.closed.v1", "gateway.export.requested.v1"],
        "judging": [
            "judging.assignment.made.v1",
            "judging.entries.opened.v1",
            "judging.assignment.removed.v1",
        ],
    }
