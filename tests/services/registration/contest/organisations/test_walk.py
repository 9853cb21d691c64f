"""Whatever teams hand in and the office merges, parts and corrects: each entry has one organisation that stands."""

from collections import Counter
from collections.abc import Callable
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from chassis import clock
from chassis.http.auth import Grant, Identity
from chassis.http.errors import Problem
from chassis.storage import ids
from chassis.storage.engine import Database
from contracts.roles import ORGANIZER
from services.registration.contest.entries.models import SUBMITTED, Entry
from services.registration.contest.organisation_desk import actions
from services.registration.contest.organisation_desk.comparing import compare_new
from services.registration.contest.organisations.models import (
    MERGED,
    STANDING,
    Likeness,
    Organisation,
    OrganisationMerge,
)
from services.registration.contest.organisations.settling import Applicant, settle
from services.registration.contest.organisations.spelling import key_of
from tests.services.registration.factories import NOW
from tests.standing import Standing

STAFF = Identity(ids.new_id(), "组委会", (Grant(ORGANIZER),))
NAMES = ("示例港务集团", "示例港务集团有限公司", "示例港务 集团", "示例海洋大学", "示例海洋大学研究院")
CODES = ("", "", "91350200FAKE00013R", "91350200FAKE00003Q")
nth = st.integers(0, 9)
steps = st.one_of(
    st.tuples(st.just("hand_in"), st.sampled_from(NAMES), st.sampled_from(CODES)),
    st.tuples(st.just("merge"), nth, nth),
    st.tuples(st.sampled_from(("part", "part", "correct", "dismiss", "compare")), nth, nth),
)


class Walk:
    """Entries as rows alone: what is tried is what becomes of their organisations."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.said: dict[Any, str] = {}

    def take(self, step: tuple[Any, ...]) -> None:
        name, *given = step
        act: Callable[..., None] = getattr(self, name)
        try:
            with self.database.write() as session:
                act(session, *given)
        except Problem:
            pass

    def hand_in(self, session: Session, name: str, code: str) -> None:
        entry = Entry(id=ids.new_id(), edition="xm5g-04", state=SUBMITTED, title=str(ids.new_id()), organisation=name)
        entry.title_key, entry.organisation_key = entry.title, key_of(name)
        entry.form_version, entry.form_sha256, entry.leader_id, entry.leader_name = 1, "", ids.new_id(), "示例甲"
        entry.created_at = entry.updated_at = entry.submitted_at = clock.now()
        found = settle(session, Applicant(name, credit_code=code), entry.leader_id, entry.leader_name)
        assert found is not None
        assert found.state == STANDING
        entry.organisation_id = found.id
        session.add(entry)
        self.said[entry.id] = name

    def merge(self, session: Session, one: int, other: int) -> None:
        actions.merge(session, STAFF, self.nth(session, one), self.nth(session, other), "同一单位")

    def part(self, session: Session, one: int, _other: int) -> None:
        known = session.scalars(select(OrganisationMerge.id).order_by(OrganisationMerge.id)).all()
        if known:
            actions.part(session, STAFF, known[one % len(known)], "合并错了")

    def correct(self, session: Session, one: int, other: int) -> None:
        facts = {"name": NAMES[other % len(NAMES)], "credit_code": CODES[one % len(CODES)], "reason": "来电核实"}
        actions.correct(session, STAFF, self.nth(session, one), facts)

    def dismiss(self, session: Session, one: int, _other: int) -> None:
        if pair := session.scalars(select(Likeness)).first():
            actions.dismiss(session, STAFF, pair.second_id, pair.first_id)

    def nth(self, session: Session, at: int) -> Any:
        known = session.scalars(select(Organisation.id).order_by(Organisation.id)).all()
        return known[at % len(known)] if known else ids.new_id()

    def check(self) -> None:
        with self.database.read() as session:
            entries = session.scalars(select(Entry).where(Entry.id.in_(self.said))).all()
            known = {one.id: one for one in session.scalars(select(Organisation))}
            assert {one.id: one.organisation for one in entries} == self.said, "entries keep what they said"
            assert {known[one.organisation_id].state for one in entries if one.organisation_id} <= {STANDING}
            for one in known.values():
                assert (one.state == MERGED) == (one.merged_into_id is not None)
                assert one.merged_into_id is None or known[one.merged_into_id].state == STANDING
            merges = session.scalars(select(OrganisationMerge)).all()
            open_ones = Counter(one.from_id for one in merges if one.parted_at is None)
            assert open_ones == Counter(one.id for one in known.values() if one.state == MERGED)
            for pair in session.scalars(select(Likeness)):
                assert known[pair.first_id].state == known[pair.second_id].state == STANDING
                assert pair.first_id < pair.second_id


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(way=st.lists(steps, min_size=10, max_size=30))
def test_organisations_stay_in_order_whatever_anybody_does(
    standing: Standing, app: object, way: list[tuple[Any, ...]]
) -> None:
    with clock.frozen(NOW):
        made = Walk(standing.database)
        for step in way:
            if step[0] == "compare":
                compare_new(standing.database, standing.settings)
            else:
                made.take(step)
            made.check()
