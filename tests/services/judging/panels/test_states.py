"""Whatever is done in whatever order, an assignment and its sheet live as their tables say, and no other way."""

from collections import Counter
from datetime import timedelta
from itertools import count
from typing import Any

from hypothesis import settings
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from sqlalchemy import select

from contracts.gateway import AccountChanged
from services.judging.panels.models import IS_LIVE, Assignment, EntryTally, ScoreSheet, SheetTally
from services.judging.panels.states import ACTIVE, ASSIGNMENT, NONE, SHEET, SUBMITTED
from services.judging.panels.tally import pile_of
from tests.services.judging.conftest import CLOSES, NOW, OPENS, Desk, marks_of, withdrawn

NUMBERS = count(1)
VERSIONS = count(2)
LIVE_SHEETS = (
    select(Assignment.stage_key, Assignment.judge_id, Assignment.entry_id, ScoreSheet.state, ScoreSheet.total)
    .join(Assignment.sheet)
    .where(IS_LIVE)
)
WINDOWS = {
    "open": (OPENS, CLOSES),
    "closed": (OPENS, NOW - timedelta(minutes=1)),
    "upcoming": (NOW + timedelta(hours=1), CLOSES),
}


class Walk(RuleBasedStateMachine):
    """One assignment, and everything that can be tried with it."""

    desk: Desk

    @initialize()
    def begin(self) -> None:
        self.move("open")
        self.judge, self.entry = self.desk.judge("评委01"), self.desk.entry(next(NUMBERS))
        [self.id] = self.desk.assign(self.entry, self.judge)
        self.state, self.sheet = ACTIVE, NONE
        self.submitted = 0

    def move(self, phase: str) -> None:
        self.phase = phase
        self.desk.edition(version=next(VERSIONS), preliminary=WINDOWS[phase])

    def ask(self, who: Any, method: str, path: str = "", **given: Any) -> bool:
        return self.desk.call(who, method, f"/assignments/{self.id}{path}", **given).status_code < 300

    def tag(self) -> str:
        answer = self.desk.call(self.judge, "GET", f"/assignments/{self.id}")
        return str(answer.json.get("etag", "x"))

    def end(self, action: str) -> None:
        self.state = ASSIGNMENT.step(self.state, action).after
        self.sheet = SHEET.step(self.sheet, "void").after

    @rule()
    def save(self) -> None:
        expected = self.phase == "open" and SHEET.allows(self.sheet, "save")
        body = {"marks": marks_of(80), "comment": ""}
        assert self.ask(self.judge, "PUT", "/sheet", json=body, tag=self.tag()) == expected
        if expected:
            self.sheet = SHEET.step(self.sheet, "save").after

    @rule()
    def submit(self) -> None:
        again = self.sheet == SUBMITTED  # is answered as it stands, whenever
        expected = self.phase == "open" and SHEET.allows(self.sheet, "submit")
        assert self.ask(self.judge, "POST", "/sheet/submission", tag=self.tag()) == (expected or again)
        if expected:
            self.sheet = SHEET.step(self.sheet, "submit").after

    @rule()
    def give_back(self) -> None:
        expected = self.phase != "closed" and SHEET.allows(self.sheet, "return")
        assert self.ask(self.desk.organizer, "DELETE", "/sheet/submission", json={"reason": "核对"}) == expected
        if expected:
            self.sheet = SHEET.step(self.sheet, "return").after

    @rule()
    def remove(self) -> None:
        expected = self.phase != "closed" and ASSIGNMENT.allows(self.state, "remove")
        assert self.ask(self.desk.organizer, "DELETE", json={"reason": "回避"}) == expected
        if expected:
            self.end("remove")

    @rule()
    def withdraw(self) -> None:
        self.desk.tell(withdrawn(self.entry))
        if ASSIGNMENT.allows(self.state, "withdraw"):
            self.end("withdraw")

    @rule()
    def retire(self) -> None:
        facts = {"account_id": self.judge.account_id, "name": self.judge.name, "locale": "zh_CN"}
        self.desk.tell(AccountChanged(**facts, roles=(), grants=()))
        if self.sheet != SUBMITTED and ASSIGNMENT.allows(self.state, "free"):
            self.end("free")

    @rule()
    def open(self) -> None:
        self.move("open")

    @rule()
    def close(self) -> None:
        self.move("closed")

    @rule()
    def postpone(self) -> None:
        self.move("upcoming")

    @invariant()
    def stands_as_the_tables_say(self) -> None:
        record = self.desk.get(self.desk.organizer, f"/assignments/{self.id}/record")
        assert (record["state"], record["sheet_state"]) == (self.state, self.sheet)
        offered = {"return": SHEET.allows(self.sheet, "return"), "remove": ASSIGNMENT.allows(self.state, "remove")}
        assert record["may"] == [action for action, allowed in offered.items() if allowed and self.phase != "closed"]

    @invariant()
    def is_counted_where_it_stands(self) -> None:
        with self.desk.database.read() as session:
            counted = session.execute(select(*SheetTally.__table__.c[1:])).all()
            sheets = session.execute(LIVE_SHEETS).all()
            judges = session.execute(select(EntryTally.entry_id, EntryTally.judges).where(EntryTally.judges > 0)).all()
        expected = Counter((one.stage_key, one.judge_id, *pile_of(one)) for one in sheets)
        assert {tuple(row[:-1]): row.sheets for row in counted if row.sheets} == expected
        assert dict(tuple(row) for row in judges) == Counter(one.entry_id for one in sheets)


def test_assignment_and_sheet_live_as_their_tables_say(desk_on_each: Desk) -> None:
    desk_on_each.stage()
    walk = type("Walked", (Walk,), {"desk": desk_on_each})
    run_state_machine_as_test(walk, settings=settings(max_examples=8, stateful_step_count=10, deadline=None))
