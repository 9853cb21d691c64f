"""Whatever a team and its joint applicants do: what is handed in was agreed to, and stays as it was."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from chassis import clock
from chassis.http.auth import Grant, Identity
from chassis.http.errors import Problem
from chassis.storage import ids
from chassis.storage.engine import Database
from contracts.roles import LEADER, ORGANIZER
from services.registration.contest.editions.schemas import EditionSchema
from services.registration.contest.entries import actions as entries
from services.registration.contest.entries import papers, submission
from services.registration.contest.entries.models import Entry, Submission
from services.registration.contest.forms.actions import put_form
from services.registration.contest.joint_applicants.models import AGREED, CONFIRMED, LETTER, JointApplicant
from services.registration.contest.joint_applicants.rules import LETTERS
from services.registration.contest.joint_confirmations import actions, answers
from services.registration.contest.memberships.links import JOINT, secret_of
from services.registration.contest.publication.actions import put_edition
from services.registration.contest.versions.actions import revise_entry
from tests.services.registration import factories
from tests.services.registration.contest.joint_applicants.asking import joint_form
from tests.services.registration.factories import NOW
from tests.services.registration.opened_files import put_file

KEY = "secret"
STAFF = Identity(ids.new_id(), "组委会", (Grant(ORGANIZER),))
TEAM = Identity(ids.new_id(), "示例甲", (Grant(LEADER),))
PEOPLE = [TEAM, *(Identity(ids.new_id(), f"示例代表{n}", (Grant(LEADER),)) for n in range(2))]
ROWS = [[{"name": name, "type": "company"} for name in names] for names in ((), ("甲",), ("乙",), ("甲", "乙"))]
nth = st.integers(0, 3)
names = (
    "link",
    "link",
    "yes",
    "yes",
    "no",
    "letter",
    "letter",
    "drop",
    "rows",
    "submit",
    "submit",
    "revise",
    "withdraw",
)
steps = st.tuples(st.sampled_from(names), nth, nth)


class Walk:
    """One entry whose form names up to two joint applicants, in an edition that asks each to agree."""

    def __init__(self, database: Database) -> None:
        self.database, self.slug = database, f"j{ids.new_id()}"
        self.handed_in: dict[int, Any] = {}
        body = factories.edition(entry_prefix=f"J{self.slug[-6:].upper()}", team_rules={"joint_confirmed": True})
        with database.write() as session:
            put_edition(session, STAFF, self.slug, EditionSchema().load(body))
            put_form(session, STAFF, self.slug, joint_form())
            draft = factories.draft(edition=self.slug, joint_applicants=ROWS[3])
            entry = entries.create_entry(session, TEAM, draft)
            put_file(session, entry)
            self.entry_id: UUID = entry.id

    def take(self, step: tuple[str, int, int]) -> None:
        name, at, who = step
        act: Callable[..., Any] = getattr(self, name)
        try:
            with self.database.write() as session:
                act(session, at, who)
        except Problem:
            pass

    def nth(self, session: Session, at: int) -> JointApplicant:
        rows = session.scalars(select(JointApplicant).where(JointApplicant.entry_id == self.entry_id)).all()
        return rows[at % len(rows)] if rows else JointApplicant(id=ids.new_id(), round=0)

    def link(self, session: Session, at: int, who: int) -> None:
        actions.make_link(session, TEAM, self.entry_id, self.nth(session, at).id, anew=who == 0)

    def yes(self, session: Session, at: int, who: int, *, agrees: bool = True) -> None:
        secret = secret_of(self.nth(session, at), KEY, JOINT)
        answers.answer(session, PEOPLE[who % 3], secret, KEY, agrees=agrees, post="主任")

    def no(self, session: Session, at: int, who: int) -> None:
        self.yes(session, at, who, agrees=False)

    def letter(self, session: Session, at: int, _who: int) -> None:
        entry = entries.editable_entry(session, TEAM, self.entry_id)
        there = entry.files.get(LETTERS) or []
        file_id = there[0].id if there and at % 2 else put_file(session, entry, LETTERS, sha256=ids.new_id().hex * 2)
        actions.name_letter(session, TEAM, self.entry_id, self.nth(session, at).id, file_id)

    def drop(self, session: Session, _at: int, _who: int) -> None:
        entry = entries.editable_entry(session, TEAM, self.entry_id)
        for one in entry.files.get(LETTERS, ())[:1]:
            papers.detach_file(session, entry, one.id)

    def rows(self, session: Session, at: int, _who: int) -> None:
        entry = entries.editable_entry(session, TEAM, self.entry_id)
        entries.save_draft(session, entry, {"joint_applicants": ROWS[at]})

    def submit(self, session: Session, _at: int, _who: int) -> None:
        submission.submit_entry(session, TEAM, entries.entry_to_number(session, TEAM, self.entry_id), KEY)

    def revise(self, session: Session, _at: int, _who: int) -> None:
        revise_entry(session, TEAM, self.entry_id)

    def withdraw(self, session: Session, _at: int, _who: int) -> None:
        submission.withdraw_entry(session, TEAM, self.entry_id)

    def check(self) -> None:
        with self.database.read() as session:
            entry = session.get_one(Entry, self.entry_id)
            files = {one.id for one in entry.papers}
            for one in entry.joint_applicants:
                assert (one.state == LETTER) == (one.letter_id is not None)
                assert one.letter_id is None or one.letter_id in files
                assert (one.state == CONFIRMED) <= (one.account_id not in (None, TEAM.account_id))
            for made in session.scalars(select(Submission).where(Submission.entry_id == self.entry_id)):
                proofs = {one["name"]: one["proof"] for one in made.joint_applicants}
                assert set(proofs.values()) <= set(AGREED)
                assert set(proofs) == {row["name"] for row in made.answers.get("joint_applicants", ())}
                assert self.handed_in.setdefault(made.version, proofs) == proofs


@settings(max_examples=4, deadline=None, suppress_health_check=list(HealthCheck))
@given(way=st.lists(steps, min_size=15, max_size=25))
def test_nothing_is_handed_in_that_joint_applicants_did_not_agree_to(database: Database, way: list[Any]) -> None:
    with clock.frozen(NOW):
        made = Walk(database)
        for step in way:
            made.take(step)
            made.check()
