"""Everybody does anything with the screening of one entry, on both databases: it lives as its table says."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from chassis import clock
from chassis.http.auth import Grant, Identity
from chassis.http.errors import Problem
from chassis.storage import ids
from chassis.storage.engine import Database
from chassis.testing import emitted
from contracts.roles import LEADER, ORGANIZER, SCREENER
from contracts.screening import PASSED as OUTCOME_PASSED
from contracts.screening import EntryScreened
from services.registration.config import RegistrationSettings
from services.registration.contest.editions.schemas import EditionSchema
from services.registration.contest.entries import actions as entries
from services.registration.contest.entries import submission
from services.registration.contest.entries.models import SUBMITTED, Entry
from services.registration.contest.likeness.finding import index_entries
from services.registration.contest.likeness.models import EntryText
from services.registration.contest.publication.actions import put_edition
from services.registration.contest.screening.models import PASSED, WAITING
from services.registration.contest.screening.records import BY_TEAM, CORRECTED, HANDED_IN, ScreeningRecord
from services.registration.contest.screening.states import SCREENING
from services.registration.contest.screening_desk import actions, queue, replies, taking
from services.registration.contest.screening_desk.overdue import end_overdue
from services.registration.contest.screening_desk.reading import for_office, for_team
from services.registration.contest.versions import actions as versions
from tests.services.registration import factories, screenings
from tests.services.registration.factories import NOW
from tests.services.registration.opened_files import put_file
from tests.services.registration.screenings import POINTS

KEY = "secret"
PHASES = (Phase.explicit, Phase.generate)
"""A walk that fails is shown as it was found: looking for a shorter one takes minutes."""
TEAM, FIRST, SECOND, OWN, OFFICE = range(5)
"""The leader, two screeners, one of the applicant's organisation, an organizer."""
MAY = {
    "take": "take",
    "hand_over": "hand over",
    "give_back": "give back",
    "let_pass": "decide",
    "pass_well": "decide",
    "correct": "correct",
    "refuse": "decide",
    "confirm": "confirm",
    "send_back": "confirm",
    "reopen": "reopen",
}
"""What the page offers, by what is then done."""
BY_FINDINGS = {"points-open", "points-failed", "no-reasons"}
"""Refusals for what is on the checklist, whatever the state."""
OF_TEAM = ("answer", "reply", "answer", "answer_nothing", "reply", "day", "revise", "withdraw", "day")
anybody = st.sampled_from((FIRST, FIRST, SECOND, SECOND, OWN, OFFICE, TEAM))
blind = st.tuples(st.sampled_from((*sorted(MAY), "find", "clear", *OF_TEAM)), anybody)
offered = st.tuples(st.integers(0, 20), anybody)
"""One of the steps that the page offers this person, or of those that a team takes."""


class Walk:
    """One entry of an edition that screens, and five people."""

    def __init__(self, database: Database, settings: RegistrationSettings) -> None:
        self.database, self.settings, self.now = database, settings, NOW
        self.slug = f"w{ids.new_id()}"
        roles = ((LEADER, SCREENER), (SCREENER,), (SCREENER,), (LEADER, SCREENER), (ORGANIZER,))
        self.people = [Identity(ids.new_id(), f"示例{n}", tuple(map(Grant, held))) for n, held in enumerate(roles)]
        body = screenings.edition(
            entry_prefix=f"W{self.slug[-6:].upper()}", screening=POINTS, screening_rules={"corrections_most": 2}
        )
        with database.write() as session:
            put_edition(session, self.people[OFFICE], self.slug, EditionSchema().load(body))
        self.entry_id = self.enter(TEAM, "首个")
        self.enter(OWN, "另一个")

    def enter(self, who: int, which: str) -> Any:
        """An entry that is like the other one, and like none of another walk."""
        words = self.slug[-20:]
        typed = factories.draft(edition=self.slug, title=f"{words}的{which}项目", summary=words * 8)
        with self.database.write() as session:
            entry = entries.create_entry(session, self.people[who], typed)
            put_file(session, entry)
            entry_id = entry.id
        with self.database.write() as session:
            submission.submit_entry(
                session, self.people[who], entries.entry_to_number(session, self.people[who], entry_id), KEY
            )
        return entry_id

    def take_step(self, step: str | int, who: int) -> None:
        """One step by one person: refused, and nothing changed, or as the table and the page said."""
        before, offered = self.look(who)
        names = [name for name, may in MAY.items() if may in offered] or OF_TEAM
        name = step if isinstance(step, str) else names[step % len(names)]
        refused = ""
        act: Callable[..., Any] = getattr(self, name)
        try:
            with self.database.write() as session:
                act(session, self.people[who])
        except Problem as problem:
            refused = problem.code
        after, _offered = self.look(who)
        if refused:
            assert before == after
        again = name == "take" and not refused and before == after  # whoever has it may press once more
        if name in MAY and refused not in BY_FINDINGS and not again:
            assert (MAY[name] in offered) == (not refused), (name, who, before, offered, refused)
        if not refused and before != after:
            assert after in {step.after for step in SCREENING.open_steps(before)}, (name, before, after)

    def look(self, who: int) -> tuple[str, list[str]]:
        with self.database.read() as session:
            entry = session.get_one(Entry, self.entry_id)
            assert entry.screening is not None
            if entry.state != SUBMITTED or who == TEAM:
                return entry.screening.state, []
            return entry.screening.state, list(for_office(session, self.people[who], entry)["may"])

    def take(self, session: Session, who: Identity) -> None:
        taking.take(session, who, self.entry_id)

    def hand_over(self, session: Session, who: Identity) -> None:
        taking.hand_over(session, who, self.entry_id, self.people[SECOND].account_id, "示例2")

    def give_back(self, session: Session, who: Identity) -> None:
        taking.give_back(session, who, self.entry_id)

    def find(self, session: Session, who: Identity) -> None:
        said = [{"key": "complete", "verdict": "fail", "reason": "附件打不开"}]
        actions.save_points(session, who, self.entry_id, said)

    def clear(self, session: Session, who: Identity) -> None:
        actions.save_points(session, who, self.entry_id, [{"key": "complete", "verdict": "pass", "reason": ""}])

    def let_pass(self, session: Session, who: Identity) -> None:
        actions.pass_entry(session, who, self.entry_id)

    def pass_well(self, session: Session, who: Identity) -> None:
        """The way it mostly goes: no point is open or failed."""
        self.clear(session, who)
        self.let_pass(session, who)

    def correct(self, session: Session, who: Identity) -> None:
        actions.ask_correction(session, who, self.entry_id, "请补正", ["summary"])

    def refuse(self, session: Session, who: Identity) -> None:
        actions.propose_refusal(session, who, self.entry_id, "不符合条件")

    def confirm(self, session: Session, who: Identity) -> None:
        actions.decide_refusal(session, who, self.entry_id, agree=True, reason="")

    def send_back(self, session: Session, who: Identity) -> None:
        actions.decide_refusal(session, who, self.entry_id, agree=False, reason="再看一次")

    def reopen(self, session: Session, who: Identity) -> None:
        actions.reopen(session, who, self.entry_id, "情况有变")

    def answer(self, session: Session, who: Identity) -> None:
        """With a word to the screener: nothing was changed."""
        found = entries.entry_to_number(session, who, self.entry_id)
        submission.submit_entry(session, who, found, KEY, "简介与申报书一致，无需修改。")

    def answer_nothing(self, session: Session, who: Identity) -> None:
        """Without one: no correction is answered like that."""
        found = entries.entry_to_number(session, who, self.entry_id)
        correcting = found.in_correction
        submission.submit_entry(session, who, found, KEY)
        assert not correcting

    def reply(self, session: Session, who: Identity) -> None:
        replies.reply(session, who, self.entry_id, "材料已在附件第二页说明。")

    def withdraw(self, session: Session, who: Identity) -> None:
        submission.withdraw_entry(session, who, self.entry_id)

    def revise(self, session: Session, who: Identity) -> None:
        versions.revise_entry(session, who, self.entry_id)

    def day(self, _session: Session, _who: Identity) -> None:
        """A day goes by."""
        self.now += timedelta(days=1)

    def check(self) -> None:
        """Everything that must hold."""
        end_overdue(self.database, self.settings)
        index_entries(self.database, self.settings)
        with self.database.read() as session:
            entry = session.get_one(Entry, self.entry_id)
            screening, handed_in = entry.screening, entry.state == SUBMITTED
            assert screening is not None
            assert (screening.queued, screening.version) == (handed_in, entry.version)
            assert handed_in or screening.state == WAITING
            assert screening.corrections <= 2
            assert screening.due_at is None or clock.now() < screening.due_at or screening.state == PASSED
            listed = set(session.scalars(queue.rows(session, self.slug, {}).with_only_columns(Entry.id)))
            assert (self.entry_id in listed) == handed_in
            assert sum(queue.numbers(session, self.slug)["states"].values()) == len(listed)
            known = session.scalars(select(EntryText.version).where(EntryText.entry_id == self.entry_id)).all()
            assert known == ([entry.version] if handed_in else [])
            found = select(ScreeningRecord).where(ScreeningRecord.entry_id == self.entry_id)
            records = session.scalars(found.order_by(ScreeningRecord.id)).all()
            own = {self.people[n].account_id for n in (TEAM, OWN)}
            by_team = [one for one in records if one.account_id in own]
            assert {one.action for one in by_team} <= {"reply", *BY_TEAM}, "nobody screens their own"
            told_versions = [one.version for one in by_team if one.action in (CORRECTED, HANDED_IN)]
            assert told_versions == list(range(2, entry.version + 1)), "each later version is on record"
            if handed_in:
                told = for_team(session, entry, leads=True)
                assert ("correct" in told["may"]) == entry.in_correction
        told_of = [one for one in emitted(self.database) if isinstance(one, EntryScreened)]
        outcomes = [one for one in told_of if one.edition == self.slug]
        assert [one.turn for one in outcomes] == sorted({one.turn for one in outcomes}), "later news has a higher turn"
        if handed_in and screening.state == PASSED:
            assert outcomes[-1].outcome == OUTCOME_PASSED


@pytest.mark.slow
def test_screening_lives_as_its_table_says_whatever_anybody_does(
    opened: Database, settings_on_each: RegistrationSettings
) -> None:
    def walk(way: list[tuple[str | int, int]]) -> None:
        with clock.frozen(NOW):
            made = Walk(opened, settings_on_each)
        for step, who in way:
            with clock.frozen(made.now):
                made.take_step(step, who)
            with clock.frozen(made.now):
                made.check()

    number = 5 if opened.sqlite else 2
    steps = st.lists(st.one_of(offered, offered, blind), min_size=20, max_size=40)
    tried = settings(max_examples=number, deadline=None, suppress_health_check=list(HealthCheck), phases=PHASES)
    tried(given(way=steps)(walk))()
