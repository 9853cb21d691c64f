"""Everybody does anything with two teams, on both databases: what must hold after every step does."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from chassis import clock
from chassis.http.auth import Grant, Identity
from chassis.http.errors import NotFound, Problem
from chassis.storage import ids
from chassis.storage.engine import Database
from contracts.roles import LEADER, ORGANIZER
from services.registration.contest.editions.schemas import EditionSchema
from services.registration.contest.entries import actions as entries
from services.registration.contest.entries import submission
from services.registration.contest.entries.access import open_actions
from services.registration.contest.entries.completeness import describe
from services.registration.contest.entries.models import SUBMITTED, Entry, Submission
from services.registration.contest.entries.team_list import team_of
from services.registration.contest.memberships import actions, answers, lead, links
from services.registration.contest.publication.actions import put_edition
from services.registration.contest.teams.models import ADVISOR, CONFIRMED, INVITED, MEMBER, TeamMember
from services.registration.contest.versions import actions as versions
from services.registration.contest.versions import restoration
from tests.services.registration import factories
from tests.services.registration.factories import NOW
from tests.services.registration.opened_files import put_file

KEY = "secret"
RULES = {"members_least": 2, "members_most": 3, "advisors_most": 1, "one_entry_per_leader": True}
STAFF = Identity(ids.new_id(), "组委会", (Grant(ORGANIZER),))

which, nth = st.integers(0, 1), st.integers(0, 4)
anybody = st.integers(0, 4)
LEADING = 5
"""In place of a person: whoever leads the entry."""
who = st.one_of(anybody, st.just(LEADING))
inviting = st.tuples(st.just("invite"), st.just(LEADING), which, st.sampled_from((MEMBER, MEMBER, ADVISOR)))
answering = st.tuples(st.just("confirm"), anybody, which, nth)
handing_in = st.tuples(st.just("submit"), st.just(LEADING), which, nth)
writing = st.tuples(st.sampled_from(("revise", "write", "write")), st.just(LEADING), which, nth)
others = st.tuples(
    st.sampled_from(
        ("decline", "leave", "withdraw", "remove", "again", "offer", "take_lead", "recall", "restore", "discard")
    ),
    who,
    which,
    nth,
)
steps = st.one_of(inviting, answering, answering, handing_in, handing_in, writing, writing, others, others, others)


@dataclass
class Walk:
    """Two entries of an edition, led by the first two of five people."""

    database: Database
    slug: str = field(default_factory=lambda: f"w{ids.new_id()}")

    handed_in: dict[Any, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.people = [Identity(ids.new_id(), f"示例{n}", (Grant(LEADER),)) for n in range(5)]
        body = factories.edition(entry_prefix=f"W{self.slug[-6:].upper()}", team_rules=RULES)
        with self.database.write() as session:
            put_edition(session, STAFF, self.slug, EditionSchema().load(body))
        self.entries = [self.begin(n) for n in range(2)]

    def begin(self, number: int) -> UUID:
        with self.database.write() as session:
            draft = factories.draft(edition=self.slug, title=f"两支团队的项目第{number}个")
            entry = entries.create_entry(session, self.people[number], draft)
            put_file(session, entry)
            return entry.id

    def take(self, step: tuple[Any, ...]) -> None:
        """One step by one person; a refusal is an answer like another, and changes nothing."""
        name, person, number, given = step
        act: Callable[..., Any] = getattr(self, name)
        try:
            with self.database.write() as session:
                act(session, self.person(session, person, self.entries[number]), self.entries[number], given)
        except Problem:
            pass

    def person(self, session: Session, number: int, entry_id: UUID) -> Identity:
        leads = session.get_one(Entry, entry_id).leader_id
        return next(one for one in self.people if one.account_id == leads) if number == LEADING else self.people[number]

    def invite(self, session: Session, caller: Identity, entry_id: UUID, role: str) -> None:
        facts = {"role": role, "name": "受邀人", "division": "", "channel": "", "address": ""}
        actions.invite(session, caller, actions.open_team(session, caller, entry_id), facts)

    def confirm(self, session: Session, caller: Identity, entry_id: UUID, at: int) -> None:
        secret = links.secret_of(_place(session, entry_id, at, INVITED), KEY)
        answers.confirm(session, caller, secret, KEY, reached_at=(), publicity_version=None)

    def decline(self, session: Session, caller: Identity, entry_id: UUID, at: int) -> None:
        answers.decline(
            session, caller, links.secret_of(_place(session, entry_id, at, INVITED), KEY), KEY, reached_at=()
        )

    def leave(self, session: Session, caller: Identity, entry_id: UUID, _at: int) -> None:
        answers.leave(session, caller, entry_id)

    def withdraw(self, session: Session, caller: Identity, entry_id: UUID, at: int) -> None:
        entry = actions.open_team(session, caller, entry_id)
        actions.withdraw_invitation(session, caller, entry, _place(session, entry_id, at, INVITED).id)

    def remove(self, session: Session, caller: Identity, entry_id: UUID, at: int) -> None:
        entry = actions.open_team(session, caller, entry_id)
        actions.remove_member(session, caller, entry, _place(session, entry_id, at, CONFIRMED).id, "换人")

    def again(self, session: Session, caller: Identity, entry_id: UUID, at: int) -> None:
        entry = actions.open_team(session, caller, entry_id)
        reach = {"channel": "", "address": ""}
        actions.invite_again(session, caller, entry, _place(session, entry_id, at).id, reach)

    def offer(self, session: Session, caller: Identity, entry_id: UUID, at: int) -> None:
        entry = actions.open_team(session, caller, entry_id)
        lead.offer_lead(session, caller, entry, _place(session, entry_id, at, CONFIRMED).id)

    def take_lead(self, session: Session, caller: Identity, entry_id: UUID, at: int) -> None:
        asked = [one.account_id for one in session.get_one(Entry, entry_id).team if one.lead_offered_at]
        caller = next((one for one in self.people if one.account_id in asked), caller)
        lead.answer_offer(session, caller, entry_id, accept=at < 4)

    def submit(self, session: Session, caller: Identity, entry_id: UUID, _at: int) -> None:
        submission.submit_entry(session, caller, entries.entry_to_number(session, caller, entry_id), KEY)

    def recall(self, session: Session, caller: Identity, entry_id: UUID, _at: int) -> None:
        submission.withdraw_entry(session, caller, entry_id)

    def restore(self, session: Session, caller: Identity, entry_id: UUID, _at: int) -> None:
        restoration.restore_entry(session, caller, entries.entry_to_number(session, caller, entry_id), KEY)

    def revise(self, session: Session, caller: Identity, entry_id: UUID, _at: int) -> None:
        versions.revise_entry(session, caller, entry_id)

    def discard(self, session: Session, caller: Identity, entry_id: UUID, _at: int) -> None:
        versions.discard_revision(session, caller, entry_id)

    def write(self, session: Session, caller: Identity, entry_id: UUID, at: int) -> None:
        """Titles that may be the other entry's, and files put in place of others."""
        entry = entries.editable_entry(session, caller, entry_id)
        put_file(session, entry, size=at, sha256=str(at) * 64)
        entries.save_draft(session, entry, {"title": f"两支团队的项目第{at % 3}个"})

    def check(self) -> None:
        """Everything that must hold."""
        with self.database.read() as session:
            found = [session.get_one(Entry, entry_id) for entry_id in self.entries]
            for entry in found:
                self.check_entry(session, entry)
            handed_in = [one for one in found if one.state == SUBMITTED]
            members = [p.account_id for one in handed_in for p in one.team if p.state == CONFIRMED and p.role == MEMBER]
            assert len(members) == len(set(members)), "nobody is a member of two entries that are handed in"

    def check_copy(self, session: Session, entry: Entry, copy: Submission) -> None:
        """What stands is what was handed in last, whatever is being written; no version ever changes."""
        assert (entry.title, entry.number, copy.version) == (copy.title, copy.number, entry.version)
        assert entry.revising or (entry.answers == copy.answers and _content(entry) == _content(copy))
        office = describe(session, STAFF, entry)
        assert _content(office.stands or office.entry) == _content(copy)
        every = session.scalars(select(Submission).where(Submission.entry_id == entry.id)).all()
        assert sorted(one.version for one in every) == list(range(1, entry.version + 1))
        for one in every:
            known = self.handed_in.setdefault((entry.id, one.version), (one.title, _content(one)))
            assert known == (one.title, _content(one))

    def check_entry(self, session: Session, entry: Entry) -> None:
        confirmed = [one for one in entry.team if one.state == CONFIRMED]
        assert [one.account_id for one in confirmed if one.leads] == [entry.leader_id]
        assert len({one.account_id for one in confirmed}) == len(confirmed)
        for role, most in ((MEMBER, 3), (ADVISOR, 1)):
            assert sum(one.role == role and one.counts for one in entry.team) <= most
        if entry.state == SUBMITTED:
            assert not [one for one in entry.team if one.counts and one.state != CONFIRMED]
            copy = session.get_one(Submission, (entry.id, entry.version))
            self.check_copy(session, entry, copy)
            assert [one.account_id for one in copy.team] == [one.account_id for one in confirmed]
        for person in self.people:
            inside = person.account_id in {one.account_id for one in confirmed}
            assert _reads(session, person, entry) == inside
            if inside:
                assert [one["you"] for one in team_of(person, entry)].count(True) == 1
                assert ("team" in open_actions(person, entry)) <= (person.account_id == entry.leader_id)


def _place(session: Session, entry_id: UUID, at: int, *states: str) -> TeamMember:
    """One of the places that are in such a state; any where none is."""
    rows = session.scalars(select(TeamMember).where(TeamMember.entry_id == entry_id).order_by(TeamMember.id)).all()
    fitting = [one for one in rows if one.state in states] or rows
    return fitting[at % len(fitting)]


def _content(found: Entry | Submission) -> list[str]:
    return [found.answers["title"], *sorted(f"{one.id} {one.sha256}" for one in found.papers)]


def _reads(session: Session, caller: Identity, entry: Entry) -> bool:
    try:
        return bool(entries.find_entry(session, caller, entry.id))
    except NotFound:
        return False


@pytest.mark.slow
@settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck))
@given(way=st.lists(steps, min_size=25, max_size=50))
def test_teams_stay_in_order_whatever_anybody_does(opened: Database, way: list[Any]) -> None:
    """Five people do what they like with two teams."""
    with clock.frozen(NOW):
        made = Walk(opened)
        for step in way:
            made.take(step)
            made.check()
