"""Random people and changes, on both databases: what must hold after every step does.

No shift is overbooked, nobody is at two places at once, no place stands empty while somebody able waits, each signup
moves as its table of states says, and what a person was told last is how things are.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from chassis import clock
from chassis.http.auth import Grant, Identity
from chassis.http.errors import Problem
from chassis.storage import ids
from chassis.storage.engine import Database
from chassis.storage.tables import outbox
from contracts.events import REGISTRY, Event
from contracts.roles import ORGANIZER, VOLUNTEER
from services.registration.outreach.programme.models import OutreachEvent, Shift
from services.registration.outreach.programme.schemas import NewEventSchema
from services.registration.outreach.programme.states import EVENT_LIFE, PLANNED, SHIFT_LIFE
from services.registration.outreach.publication import actions as publication
from services.registration.outreach.publication.effects import digest
from services.registration.outreach.publication.errors import PeopleAffected
from services.registration.outreach.publication.models import Effect
from services.registration.outreach.signups import actions as signups
from services.registration.outreach.signups.clashes import meets
from services.registration.outreach.signups.models import Signup
from services.registration.outreach.signups.states import CANCELLED, CONFIRMED, LIFE, WAITLISTED
from tests.services.registration.factories import NOW, event, shift

START = NOW + timedelta(days=7)
HOUR = timedelta(hours=1)
PLACES = ("苏颂公园", "兴隆社区广场")
KEYS = ("guide", "desk")
STAFF = Identity(ids.new_id(), "组委会", (Grant(ORGANIZER),))
STEP = {step.tells: step.action for step in LIFE.steps if step.tells}
"""By which action an event says that a signup moved."""
Trial = Callable[[Session], tuple[OutreachEvent, list[Effect]]]

slots = st.tuples(st.integers(0, 5), st.integers(1, 2), st.integers(1, 2))
"""Hour after START, hours, places."""
programmes = st.builds(
    lambda shifts, place, travel: event(
        *(shift(key, START + at * HOUR, long, capacity=room) for key, (at, long, room) in shifts.items()),
        place=place,
        travel_minutes=travel,
    ),
    st.one_of(*[st.fixed_dictionaries(dict.fromkeys(KEYS, slots))] * 3, st.fixed_dictionaries({"desk": slots})),
    st.sampled_from(PLACES),
    st.sampled_from((0, 60)),
)
people, events = st.integers(0, 3), st.integers(0, 1)
joining = st.tuples(st.just("sign up"), people, events, st.sampled_from(KEYS))
publishing = st.tuples(st.just("publish"), events, programmes)
steps = st.one_of(
    *[publishing] * 4,
    joining,
    st.tuples(st.just("cancel"), people, st.integers(0, 3)),
    st.tuples(st.just("call off"), events),
    st.tuples(st.just("wait"), st.integers(1, 3)),
)


@dataclass
class Walk:
    """A programme of two events and four people, and what they did so far."""

    database: Database
    at: datetime = START - 2 * HOUR

    def __post_init__(self) -> None:
        self.slugs = [f"w{ids.new_id()}", f"w{ids.new_id()}"]
        self.people = [Identity(ids.new_id(), f"志愿者{n}", (Grant(VOLUNTEER),)) for n in range(4)]
        with self.database.read() as session:
            self.heard = session.scalar(select(func.max(outbox.c.id))) or 0
        for which, slug in enumerate(self.slugs):
            first = [shift(key, START + (4 * which + 2 * at) * HOUR, 1, capacity=1) for at, key in enumerate(KEYS)]
            self.publish(self.slugs.index(slug), event(*first, place=PLACES[which]))

    def take(self, step: tuple[Any, ...]) -> None:
        """One step; a refusal is an answer like another."""
        name, *given = step
        actions: dict[str, Callable[..., None]] = {
            "sign up": self.sign_up,
            "cancel": self.cancel,
            "publish": self.publish,
            "call off": self.call_off,
            "wait": self.wait,
        }
        with clock.frozen(self.at):
            actions[name](*given)

    def sign_up(self, person: int, which: int, key: str) -> None:
        wanted = select(Shift.id).join(Shift.event).where(OutreachEvent.slug == self.slugs[which], Shift.key == key)
        with self.database.read() as session:
            shift_id = session.scalar(wanted)
        if shift_id is not None:
            self.refusable(lambda session: signups.sign_up(session, self.people[person], shift_id))

    def cancel(self, person: int, which: int) -> None:
        who = self.people[person]
        with self.database.read() as session:
            own = session.scalars(signups.select_own(who).order_by(Signup.id)).all()
            chosen = [(one.signup.id, one.may) for one in signups.describe(session, who, own)[which : which + 1]]
        for signup_id, may in chosen:
            done = self.refusable(lambda session, wanted=signup_id: signups.cancel_signup(session, who, wanted))
            assert done or not may

    def publish(self, which: int, body: dict[str, Any]) -> None:
        slug, facts = self.slugs[which], NewEventSchema().load(body)
        self.agree(
            lambda session: publication.change_event(session, STAFF, slug, dict(facts)),
            lambda session, agreed: publication.put_event(session, STAFF, slug, dict(facts), agreed),
        )

    def call_off(self, which: int) -> None:
        slug = self.slugs[which]
        self.agree(
            lambda session: publication.call_off_event(session, STAFF, slug, "台风"),
            lambda session, agreed: publication.cancel_event(session, STAFF, slug, "台风", agreed),
        )

    def wait(self, hours: int) -> None:
        self.at += hours * HOUR

    def refusable(self, act: Callable[[Session], Any]) -> bool:
        """Whether it was done; what is refused changes nothing."""
        try:
            with self.database.write() as session:
                act(session)
        except Problem:
            return False
        return True

    def agree(self, trial: Trial, act: Callable[[Session, str], Any]) -> None:
        """Make a change, agreeing to what it does to people; it is asked for just where somebody loses or learns."""
        with self.database.session(write=True) as session:
            try:
                _event, done = trial(session)
            except Problem:
                return
            agreed = digest(done)
            touched = any(effect.kind != "promoted" for effect in done)
            session.rollback()
        if touched:
            with pytest.raises(PeopleAffected), self.database.write() as session:
                act(session, "")
        with self.database.write() as session:
            act(session, agreed)

    def check(self) -> None:
        """Everything that must hold."""
        with clock.frozen(self.at), self.database.read() as session:
            found = select(Shift).join(Shift.event).where(OutreachEvent.slug.in_(self.slugs))
            shifts = session.scalars(found).all()
            rows = session.scalars(select(Signup).where(Signup.shift_id.in_([one.id for one in shifts]))).all()
            assert_fair(shifts, rows)
            new = select(outbox.c.type, outbox.c.body).where(outbox.c.id > self.heard).order_by(outbox.c.id)
            assert_told([msgspec.json.decode(body, type=REGISTRY[kind]) for kind, body in session.execute(new)], rows)


def assert_told(told: Sequence[Event], rows: Sequence[Signup]) -> None:
    """The events, read in order, lead to the states there are, by steps of the table; each person knows what is."""
    state: dict[Any, str] = {}
    known: dict[Any, dict[str, Any]] = {}
    for one in told:
        if (signup_id := getattr(one, "signup_id", None)) is not None:
            known.setdefault(signup_id, {}).update(vars(one))
            before = state.setdefault(signup_id, LIFE.first)
            if type(one) in STEP:
                state[signup_id] = LIFE.step(before, STEP[type(one)]).after
    assert state == {signup.id: signup.state for signup in rows}
    for signup in (signup for signup in rows if signup.state != CANCELLED):
        place = {"place": signup.shift.event.place, "ends_at": signup.shift.ends_at}
        now = {"post": signup.shift.post, "starts_at": signup.shift.starts_at, **place}
        assert {name: known[signup.id].get(name, value) for name, value in now.items()} == now


def assert_fair(shifts: Sequence[Shift], rows: Sequence[Signup]) -> None:
    """Places are given to as many as there are, to whoever can come."""
    held: dict[Any, list[Shift]] = {}
    for signup in rows:
        if signup.state == CONFIRMED:
            held.setdefault(signup.account_id, []).append(signup.shift)
    for places in held.values():
        assert not [(one, other) for one in places for other in places if one is not other and meets(one, other)]
    for one in shifts:
        on_it = [signup for signup in rows if signup.shift is one and signup.state != CANCELLED]
        taken = sum(signup.state == CONFIRMED for signup in on_it)
        assert taken <= one.capacity
        assert one.state == PLANNED or not on_it
        if not one.begun and taken < one.capacity:
            waiting = [signup for signup in on_it if signup.state == WAITLISTED]
            assert all(any(meets(one, other) for other in held.get(signup.account_id, ())) for signup in waiting)


@pytest.mark.slow
@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(joined=st.lists(joining, min_size=6, max_size=12), way=st.lists(steps, min_size=2, max_size=6))
def test_nobody_is_lost_whatever_happens(opened: Database, joined: list[Any], way: list[Any]) -> None:
    """Two events are published, people sign up, then they and organizers do what they do."""
    made = Walk(opened)
    for step in joined:
        made.take(step)
    for step in way:
        made.check()
        made.take(step)
    made.check()


def test_lives_end_where_they_say() -> None:
    assert [step.action for step in EVENT_LIFE.open_steps("cancelled")] == []
    assert [step.action for step in SHIFT_LIFE.open_steps("cancelled")] == ["plan again"]
    assert list(LIFE.open_steps(CANCELLED)) == []
