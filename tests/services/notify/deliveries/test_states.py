"""Whatever is done to a delivery in whatever order, it goes the ways of the table and no other."""

from collections.abc import Callable
from datetime import timedelta
from typing import ClassVar

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from chassis import clock
from chassis.http.auth import Identity
from contracts.roles import ORGANIZER
from services.notify.channels.models import Fate, Outcome
from services.notify.deliveries.states import LIFE, State
from services.notify.dispatch.claims import take
from services.notify.dispatch.outcomes import record
from tests.services.notify.conftest import Desk
from tests.services.notify.dispatch.sending import assigned, never
from tests.services.notify.samples import NOW

WAYS = {(before, step.after) for step in LIFE.steps for before in step.before}
DUE = {State.QUEUED, State.NO_ADDRESS, State.SENDING, State.RETRY, State.DOUBT}


def reachable(before: str) -> set[str]:
    """The states that steps lead to from this one, in any number."""
    found, new = {before}, {before}
    while new:
        new = {after for start, after in WAYS if start in new} - found
        found |= new
    return found


class Post(RuleBasedStateMachine):
    """A delivery, and everything that can happen to it."""

    desk: ClassVar[Desk]
    office: ClassVar[Identity]

    @initialize()
    def begin(self) -> None:
        self.at = NOW
        with clock.frozen(self.at):
            self.judge = assigned(self.desk)
            self.seen: str = LIFE.first

    @rule(fate=st.sampled_from(Fate), ends=st.booleans(), minutes=st.sampled_from([0, 1, 40, 60 * 25]))
    def try_to_send(self, fate: Fate, ends: bool, minutes: int) -> None:
        self.at += timedelta(minutes=minutes)
        with clock.frozen(self.at):
            claims = take(self.desk.database, self.desk.settings, repeatable=never, most=100)
            record(self.desk.database, [(claim, Outcome(fate, "said")) for claim in claims] if ends else [])

    @rule(address=st.sampled_from(["", "judge@example.org"]))
    def move_house(self, address: str) -> None:
        with clock.frozen(self.at):
            self.desk.contact(self.judge, address)

    @rule(action=st.sampled_from([("again", "send-again"), ("dealt-with", "deal-with")]))
    def press(self, action: tuple[str, str]) -> None:
        path, name = action
        with clock.frozen(self.at):
            before = self.desk.delivery(self.judge)
            answer = self.desk.call(self.office, "POST", f"/deliveries/{before.id}/{path}")
        assert (answer.status_code == 200) == LIFE.allows(before.state, name)

    @invariant()
    def went_a_way_of_the_table(self) -> None:
        row = self.desk.delivery(self.judge)
        assert row.state in reachable(self.seen)
        assert (row.next_at is not None) == (row.state in DUE)
        self.seen = row.state


def test_delivery_keeps_to_its_table(open_desk: Callable[..., Desk]) -> None:
    Post.desk = open_desk()
    Post.office = Post.desk.person("秘书处", ORGANIZER)
    few = settings(max_examples=15, stateful_step_count=12, deadline=None, suppress_health_check=list(HealthCheck))
    run_state_machine_as_test(Post, settings=few)
