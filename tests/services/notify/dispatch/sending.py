"""What tests of sending share."""

from typing import Any

from chassis.http.auth import Identity
from contracts.judging import AssignmentMade
from contracts.roles import JUDGE
from tests.services.notify.conftest import Desk
from tests.services.notify.samples import sample


def always(_channel: str) -> bool:
    """Sending the same message again is harmless."""
    return True


def never(_channel: str) -> bool:
    """The same message would arrive twice."""
    return False


def assigned(desk: Desk, **person: Any) -> Identity:
    """A judge with an e-mail on the way."""
    judge = desk.person("评委01", JUDGE, **person)
    desk.arrive(sample(AssignmentMade, judge_id=judge.account_id))
    return judge
