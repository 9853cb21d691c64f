"""What registration does when it hears of assignments."""

from chassis import ids
from chassis.auth import Grant, Identity
from chassis.db import Database
from chassis.testing import deliver
from contracts.judging import AssignmentMade, AssignmentRemoved
from contracts.roles import JUDGE
from services.registration.app import PART
from services.registration.entries.models import ReadingGrant
from tests.services.registration.factories import DEADLINE


def test_assignment_is_granted_once_and_removed_for_good(database: Database) -> None:
    judge = Identity(ids.new_id(), "评委01", (Grant(JUDGE),))
    made = AssignmentMade(
        assignment_id=ids.new_id(),
        entry_id=ids.new_id(),
        number="XM5G04-0001",
        title="题目",
        stage="preliminary",
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
        assignment_id=made.assignment_id, entry_id=made.entry_id, judge_id=made.judge_id, reason="回避"
    )
    deliver(PART, database, gone)
    with database.read() as session:
        assert session.get_one(ReadingGrant, made.assignment_id).removed_at is not None


def test_part_listens_to_nothing_else() -> None:
    assert PART.listens_to == {"judging": ["judging.assignment.made.v1", "judging.assignment.removed.v1"]}
