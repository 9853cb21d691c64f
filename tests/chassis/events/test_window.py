"""The window keeps the order of a subject and forgets nothing, whatever a broker answers and when."""

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from chassis import clock
from chassis.events import window
from chassis.events.backlog import Row
from chassis.events.bus import Settled
from chassis.events.window import Window


def row(number: int, subject: str, body: bytes = b"{}") -> Row:
    return Row(number, f"event-{number}", "a.b.c.v1", subject, body, "", clock.now())


def send(held: Window, now: float = 0.0) -> list[int]:
    """Send all that may be sent; tags are ids."""
    sent = []
    while (due := held.next(now)) is not None:
        held.sent(due.id, due)
        sent.append(due.id)
    return sent


def test_second_event_of_a_subject_waits_for_the_first() -> None:
    held = Window(0)
    held.admit([row(1, "a"), row(2, "a"), row(3, "b")])
    assert send(held) == [1, 3]
    held.settle(Settled(1, "confirmed"), 0)
    assert send(held) == [2]


@pytest.mark.parametrize(("refusals", "pause"), [(1, 0.05), (2, 0.1), (3, 0.2), (6, 1.6), (7, 2.0), (20, 2.0)])
def test_refused_event_is_sent_again_later_each_time(refusals: int, pause: float) -> None:
    held = Window(0)
    held.admit([row(1, "a"), row(2, "a")])
    for number in range(refusals):
        assert send(held, number * 10.0) == [1]
        held.settle(Settled(1, "refused"), number * 10.0)
    last = (refusals - 1) * 10.0
    assert send(held, last + pause - 0.001) == []
    assert send(held, last + pause) == [1]


def test_position_stops_before_the_first_unsettled_event() -> None:
    held = Window(10)
    held.admit([row(11, "a"), row(12, "b"), row(14, "c")])
    send(held)
    held.settle(Settled(12, "confirmed"), 0)
    assert held.position == 10
    held.settle(Settled(11, "unroutable"), 0)
    assert held.position == 13
    held.settle(Settled(14, "confirmed"), 0)
    assert (held.position, held.idle) == (14, True)


def test_recalled_events_go_first_and_in_order() -> None:
    held = Window(0)
    held.admit([row(number, str(number)) for number in range(1, 5)])
    send(held)
    held.settle(Settled(2, "confirmed"), 0)
    held.admit([row(5, "5")])
    held.recall()
    assert send(held) == [1, 3, 4, 5]


def test_suspects_are_sent_one_by_one() -> None:
    held = Window(0)
    held.admit([row(number, str(number)) for number in range(1, 4)])
    send(held)
    held.recall(suspect=True)
    assert send(held) == [1]
    held.settle(Settled(1, "confirmed"), 0)
    assert send(held) == [2]
    assert held.sole
    assert held.sole.id == 2
    held.set_aside(held.sole)
    assert send(held) == [3]
    held.settle(Settled(3, "confirmed"), 0)
    held.admit([row(4, "4"), row(5, "5")])
    assert send(held) == [4, 5]


def test_flight_is_limited() -> None:
    held = Window(0)
    held.admit([row(number, str(number)) for number in range(1, window.IN_FLIGHT + 10)])
    assert len(send(held)) == window.IN_FLIGHT
    assert held.stalled


def test_room_is_limited_to_5000_rows_and_64_mebibytes() -> None:
    held = Window(0)
    assert held.room == 5000
    held.admit([row(1, "a", bytes((64 << 20) - 1))])
    assert held.room == 4999
    held.admit([row(2, "b", b"x")])
    assert held.room == 0
    send(held)
    held.settle(Settled(2, "confirmed"), 0)
    assert held.room == 4999
    held.settle(Settled(1, "confirmed"), 0)
    assert held.room == 5000


class AnyBroker(RuleBasedStateMachine):
    """A broker that answers in any order, refuses, returns, and loses connections, against a ledger."""

    def __init__(self) -> None:
        super().__init__()
        self.window, self.now, self.tag, self.last = Window(0), 0.0, 0, 0
        self.subjects: dict[int, str] = {}
        self.outstanding: dict[int, int] = {}
        self.settled: list[int] = []

    @rule(subjects=st.lists(st.sampled_from("abc"), min_size=1, max_size=5), gap=st.integers(1, 2))
    def commit(self, subjects: list[str], gap: int) -> None:
        rows = []
        for subject in subjects:
            self.last += gap
            self.subjects[self.last] = subject
            rows.append(row(self.last, subject))
        self.window.admit(rows)

    @rule()
    def send(self) -> None:
        while (due := self.window.next(self.now)) is not None:
            self.tag += 1
            self.window.sent(self.tag, due)
            self.outstanding[self.tag] = due.id

    @precondition(lambda self: self.outstanding)
    @rule(data=st.data(), outcome=st.sampled_from(["confirmed", "confirmed", "unroutable", "refused"]))
    def answer(self, data: st.DataObject, outcome: str) -> None:
        tag = data.draw(st.sampled_from(sorted(self.outstanding)))
        number = self.outstanding.pop(tag)
        if self.window.settle(Settled(tag, outcome), self.now) is not None:
            self.settled.append(number)

    @rule(suspect=st.booleans())
    def lose_connection(self, suspect: bool) -> None:
        self.window.recall(suspect=suspect)
        self.outstanding.clear()

    @rule(seconds=st.floats(0, 3))
    def wait(self, seconds: float) -> None:
        self.now += seconds

    @invariant()
    def one_of_a_subject_in_flight(self) -> None:
        flying = [self.subjects[number] for number in self.outstanding.values()]
        assert len(flying) == len(set(flying))

    @invariant()
    def order_of_each_subject_is_kept(self) -> None:
        for subject in "abc":
            numbers = [number for number in self.settled if self.subjects[number] == subject]
            assert numbers == sorted(set(numbers))

    @invariant()
    def position_covers_exactly_what_is_settled(self) -> None:
        unsettled = self.subjects.keys() - set(self.settled)
        assert self.window.position == (min(unsettled) - 1 if unsettled else self.last)

    def teardown(self) -> None:
        """Once the broker behaves, everything is settled."""
        self.window.recall()
        self.now += 10
        for _ in self.subjects:
            self.now += 3
            self.outstanding.clear()
            self.send()
            for tag, number in self.outstanding.items():
                self.window.settle(Settled(tag, "confirmed"), self.now)
                self.settled.append(number)
        assert sorted(self.settled) == sorted(self.subjects)
        assert self.window.idle


AnyBroker.TestCase.settings = settings(max_examples=60, stateful_step_count=40)
TestAnyBroker = AnyBroker.TestCase
