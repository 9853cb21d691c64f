"""The life of an edition as a machine: whatever organizers do and however time goes on, its table of states holds."""

from functools import partial
from itertools import count
from typing import Any

from flask import Flask
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from chassis import clock
from services.registration.contest.publication.states import ARCHIVE, CHANGE, DELETE, EDITION_LIFE, PUBLISH, REOPEN
from tests.services.registration.factories import NOW, Caller, organizer

NUMBERS = count(1)
DAYS = ("2025-03-03", "2025-03-28", "2025-04-30", "2025-05-09", "2025-05-30", "2025-06-30")
TIMETABLE = [
    {"kind": "entry", "key": "entry", "name": "报名", "opens_day": DAYS[0], "closes_day": DAYS[1]},
    {"kind": "judging", "key": "jury", "name": "评审", "opens_day": DAYS[2], "closes_day": DAYS[3]},
    {"kind": "notice", "key": "notice", "name": "公示", "opens_day": DAYS[4], "closes_day": DAYS[5]},
]
MOMENTS = [
    NOW,
    *(clock.now().replace(year=2025, month=month, day=day) for month, day in ((3, 10), (4, 15), (6, 10), (7, 10))),
]
"""Before, while teams enter, while entries are judged, while a list is open to objections, after everything."""
STATES = ("announced", "open", "judging", "notice", "closed")
"""Of a public edition at each of these moments."""


class Life(RuleBasedStateMachine):
    """One edition and the organizer of all; the model is what was done to it and how late it is."""

    def __init__(self, app: Flask) -> None:
        super().__init__()
        self.staff, self.late = organizer(app), 0
        self.version, self.archived, self.deleted, self.changed = 0, False, False, False
        number = next(NUMBERS)
        self.here = f"/editions/w{number}"
        facts = {"contest_name": "厦门5G应用大赛", "name": f"第{number}届", "entry_prefix": f"W{number}"}
        assert self.call("post", "/edition-drafts", json=facts | {"starts_on": DAYS[0]}).status_code == 201
        self.write("basics", summary="征集5G应用项目。")
        self.write("organisers", organisers=[{"rank": "hosting", "name": "厦门市信息协会"}])
        self.write("calendar", stages=TIMETABLE)

    def call(self, method: str, path: str, **given: Any) -> Any:
        with clock.frozen(MOMENTS[self.late]):
            return getattr(Caller, method)(self.staff, path, **given)

    def write(self, matter: str, **changed: Any) -> int:
        path = f"{self.here}/matters/{matter}/draft"
        found = self.call("get", path).get_json()
        content = found["content"] | changed
        return int(self.call("put", path, json={"content": content}, etag=found["etag"]).status_code)

    @property
    def state(self) -> str:
        if not self.version:
            return "deleted" if self.deleted else "draft"
        return "archived" if self.archived else STATES[self.late]

    def allows(self, *steps: str) -> bool:
        return any(EDITION_LIFE.allows(self.state, step) for step in steps)

    @rule()
    def time_passes(self) -> None:
        self.late = min(self.late + 1, len(MOMENTS) - 1)

    @precondition(lambda self: not self.deleted)
    @rule(summary=st.sampled_from(["征集5G应用项目。", "征集6G应用项目。"]))
    def write_on(self, summary: str) -> None:
        assert (self.write("basics", summary=summary) == 200) is (not self.archived)
        self.changed = self.call("get", f"{self.here}/overview").get_json()["changed"] > 0

    @precondition(lambda self: not self.deleted)
    @rule()
    def publish(self) -> None:
        etag = self.call("get", f"{self.here}/overview").get_json()["etag"]
        answer = self.call("post", f"{self.here}/publication", etag=etag)
        allowed = self.allows(PUBLISH, CHANGE) or not self.changed
        assert (answer.status_code == 200) is allowed, answer.get_json()
        if allowed:
            self.version += self.changed or not self.version
            self.changed = False

    @precondition(lambda self: self.version)
    @rule(archived=st.booleans())
    def archive(self, archived: bool) -> None:
        answer = self.call("put" if archived else "delete", f"{self.here}/archive")
        done = archived != self.archived and self.allows(ARCHIVE if archived else REOPEN)
        assert (answer.status_code == 200) is (done or archived is self.archived), answer.get_json()
        if done:
            self.archived, self.version = archived, self.version + 1

    @precondition(lambda self: not self.deleted)
    @rule()
    def delete(self) -> None:
        allowed = self.allows(DELETE)
        assert (self.call("delete", f"{self.here}/draft").status_code == 204) is allowed
        self.deleted = self.deleted or allowed

    @invariant()
    def stands_where_its_table_says(self) -> None:
        public, seen = self.call("get", self.here), self.call("get", f"{self.here}/overview")
        assert (public.status_code == 200) is bool(self.version)
        if self.deleted:
            assert seen.status_code == 404
            return
        told = seen.get_json()
        assert (told["state"], told["version"]) == (self.state, self.version)
        steps = {step for step in (PUBLISH, CHANGE, ARCHIVE, REOPEN, DELETE) if self.allows(step)}
        assert set(told["may"]) - {"copy"} == steps


def test_edition_lives_as_its_table_says(app: Flask) -> None:
    checks = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
    few = settings(max_examples=5, stateful_step_count=10, deadline=None, suppress_health_check=checks)
    run_state_machine_as_test(partial(Life, app), settings=few)
