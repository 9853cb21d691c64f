"""Whatever anybody does after a stage has closed, no version of its result ever changes, and nobody makes one alone."""

import hashlib
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from chassis import clock
from chassis.http.auth import Identity
from chassis.storage import ids
from contracts.registration import EntrySubmitted
from contracts.roles import ORGANIZER
from tests.services.judging.conftest import NOW, OPENS, Desk, marks_of, person, published, submitted, withdrawn
from tests.services.judging.sealing import LATE

OFFICE = [person(name, ORGANIZER) for name in ("秘书甲", "秘书乙", "秘书丙")]
ENTRIES, JUDGES = 3, 2
some = st.integers(0, 2)
proposing = st.tuples(st.sampled_from(("seal", "seal", "amend", "return")), some, some)
deciding = st.tuples(st.sampled_from(("adoption", "adoption", "adoption", "rejection", "withdrawal")), some, some)
others = st.tuples(st.sampled_from(("take back", "move dates", "recuse", "score")), some, some)
steps = st.lists(st.one_of(proposing, deciding, others), min_size=4, max_size=14)


@dataclass
class Walk:
    """A stage of an edition of its own, with every sheet handed in, an hour after it has closed."""

    desk: Desk
    slug: str = field(default_factory=lambda: f"w{str(ids.new_id())[-11:]}")
    kept: dict[int, bytes] = field(default_factory=dict)
    """Version -> its bytes, as they were first seen."""
    pending: dict[str, Identity] = field(default_factory=dict)
    """What was proposed -> by whom."""

    def __post_init__(self) -> None:
        self.at = f"/editions/{self.slug}/stages/preliminary"
        self.version, self.judges = 1, [self.desk.judge(f"评委{number}") for number in range(JUDGES)]
        self.desk.stage(edition=self.slug)
        self.entries = [self._entry(number) for number in range(ENTRIES)]
        self.sheets = {
            (entry.entry_id, judge.account_id): assignment
            for entry in self.entries
            for judge, assignment in zip(self.judges, self.desk.assign(entry, *self.judges, at=self.at), strict=True)
        }
        for place, entry in enumerate(self.entries):
            for judge in self.judges:
                self.desk.score(judge, self.sheets[entry.entry_id, judge.account_id], 90 - 5 * place)

    def _entry(self, number: int) -> EntrySubmitted:
        entry = submitted(number + 1, edition=self.slug)
        self.desk.tell(entry)
        return entry

    def take(self, action: str, one: int, other: int) -> str:
        """One step by one of the office, of one entry or judge: what was decided by it, if anything."""
        who, entry, judge = OFFICE[one], self.entries[other], self.judges[one % JUDGES]
        assignment = self.sheets[entry.entry_id, judge.account_id]
        match action:
            case "seal":
                self._propose(who, f"{self.at}/results/sealing", {})
            case "amend":
                self._propose(who, f"{self.at}/results/amendment", {"disqualified": [str(entry.entry_id)] * (one == 0)})
            case "return":
                due = (LATE + timedelta(days=3)).isoformat()
                self._propose(who, f"/assignments/{assignment}/sheet/return", {"due_at": due})
            case "take back":
                self.desk.tell(withdrawn(entry))
            case "move dates":
                self.version += 1
                self.desk.tell(published(self.slug, self.version, preliminary=(OPENS, NOW + timedelta(days=60 * one))))
            case "recuse":
                self._call(judge, "POST", f"/assignments/{assignment}/recusal", json={"kind": "family"})
            case "score":
                self._hand_in(judge, assignment)
            case _:
                return self._decide(who, action, other)
        return ""

    def _propose(self, who: Identity, path: str, body: dict[str, Any]) -> None:
        answer = self._call(who, "POST", path, json={"reason": "有理由"} | body)
        if answer.status_code == 201:
            self.pending[answer.json["id"]] = who

    def _hand_in(self, judge: Identity, assignment: str) -> None:
        shown = self._call(judge, "GET", f"/assignments/{assignment}")
        if shown.status_code == 200 and "save" in shown.json["may"]:
            sheet = {"marks": marks_of(77), "comment": "重评"}
            saved = self._call(judge, "PUT", f"/assignments/{assignment}/sheet", json=sheet, tag=shown.json["etag"])
            path, tag = f"/assignments/{assignment}/sheet/submission", saved.json["etag"]
            self._call(judge, "POST", path, tag=tag)

    def _decide(self, who: Identity, how: str, other: int) -> str:
        if not self.pending:
            return ""
        resolution = sorted(self.pending)[other % len(self.pending)]
        own = self.pending[resolution] == who
        body = {"answer": "不同意"} if how == "rejection" else None
        answer = self._call(who, "POST", f"/resolutions/{resolution}/{how}", json=body)
        assert answer.status_code in {204, 403, 409}
        assert (answer.status_code == 403) == (own != (how == "withdrawal")), "nobody decides what they proposed"
        if answer.status_code != 204:
            return ""
        del self.pending[resolution]
        return how

    def _call(self, who: Identity, method: str, path: str, **given: Any) -> Any:
        answer = self.desk.call(who, method, path, **given)
        assert answer.status_code < 500, (path, answer.text)
        return answer

    def check(self, decided: str) -> None:
        """Versions stay to the byte; a new one comes by an adoption alone, one at a time."""
        listed = self.desk.get(OFFICE[0], f"{self.at}/results")["versions"]
        found = {one["version"]: one for one in listed}
        for version, one in found.items():
            content = self.desk.call(OFFICE[0], "GET", f"{self.at}/results/{version}/inputs").data
            assert hashlib.sha256(content).hexdigest() == one["inputs_hash"]
            assert self.kept.get(version, content) == content
            assert one["proposed_by"] != one["decided_by"]
        new = found.keys() - self.kept.keys()
        assert not new or (decided == "adoption" and new == {len(self.kept) + 1})
        for version in new:
            self.kept[version] = self.desk.call(OFFICE[0], "GET", f"{self.at}/results/{version}/inputs").data


WHOLE = [
    *(("seal", 0, 0), ("adoption", 0, 0), ("adoption", 1, 0), ("move dates", 2, 0), ("take back", 0, 2)),
    *(("amend", 0, 1), ("return", 1, 0), ("adoption", 2, 0), ("adoption", 2, 0), ("score", 1, 0), ("amend", 1, 0)),
]
"""Sealed, changed and given back, each by two people."""


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@example(taken=WHOLE)
@given(taken=steps)
def walk(desk: Desk, taken: list[tuple[str, int, int]]) -> None:
    with clock.frozen(NOW):
        going = Walk(desk)
    with clock.frozen(LATE):
        for action, one, other in taken:
            going.check(going.take(action, one, other))


def test_sealed_results_change_by_two_people_and_in_no_other_way(desk_on_each: Desk) -> None:
    walk(desk_on_each)
