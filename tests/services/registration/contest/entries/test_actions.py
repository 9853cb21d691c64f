"""The life of an entry as a machine: whatever order a team does things in, the promises hold."""

from functools import partial
from itertools import count
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from chassis import clock
from tests.services.registration.factories import (
    DEADLINE,
    NOW,
    answers,
    draft,
    edition,
    leader,
    organizer,
    submit,
    upload,
)

LIVES = count(10)


class Life(RuleBasedStateMachine):
    """One entry, one team; the model is what the team was last told."""

    def __init__(self, app: Flask) -> None:
        super().__init__()
        self.team, self.now = leader(app), NOW
        self.receipts: list[dict[str, Any]] = []
        self.prefix = f"L{next(LIVES)}"
        slug = self.prefix.lower()
        assert organizer(app).put(f"/editions/{slug}", json=edition(entry_prefix=self.prefix)).status_code == 200
        self.entry: dict[str, Any] = self.team.post("/entries", json={"edition": slug}).get_json()

    def told(self) -> dict[str, Any]:
        shown: dict[str, Any] = self.team.get(f"/entries/{self.entry['id']}").get_json()
        return shown

    def changeable(self) -> bool:
        return self.now < DEADLINE and self.entry["state"] != "submitted"

    @rule(whole=st.booleans(), title=st.text("港城云海" * 3, max_size=12))
    def save(self, whole: bool, title: str) -> None:
        fields = draft(title=title) if whole else answers(title=title)
        with clock.frozen(self.now):
            answer = self.team.patch(f"/entries/{self.entry['id']}", json=fields, etag=self.entry["etag"])
            assert (answer.status_code == 200) is self.changeable()
            self.entry = self.told()

    @rule()
    def attach(self) -> None:
        with clock.frozen(self.now):
            assert (upload(self.team, self.entry["id"]).status_code == 200) is self.changeable()
            self.entry = self.told()

    @rule()
    def hand_in(self) -> None:
        ready = self.changeable() and not self.entry["missing"]
        with clock.frozen(self.now):
            answer = submit(self.team, self.entry)
            assert (answer.status_code == 200) is ready
            if ready:
                self.receipts.append(answer.get_json())
            self.entry = self.told()

    @rule()
    def withdraw(self) -> None:
        possible = self.now < DEADLINE and self.entry["state"] == "submitted"
        with clock.frozen(self.now):
            answer = self.team.delete(f"/entries/{self.entry['id']}/submission")
            assert (answer.status_code == 200) is possible
            self.entry = self.told()

    @rule()
    def restore(self) -> None:
        possible = self.now < DEADLINE and self.entry["state"] == "withdrawn"
        with clock.frozen(self.now):
            answer = self.team.post(f"/entries/{self.entry['id']}/submission/restoration")
            assert (answer.status_code == 200) is possible
            if possible:
                self.receipts.append(answer.get_json())
            self.entry = self.told()

    @precondition(lambda self: len(self.receipts) > 1)
    @rule()
    def reach_the_deadline(self) -> None:
        self.now = DEADLINE

    @invariant()
    def number_is_given_once_and_versions_count_up(self) -> None:
        assert {receipt["number"] for receipt in self.receipts} <= {f"{self.prefix}-0001"}
        assert [receipt["version"] for receipt in self.receipts] == list(range(1, len(self.receipts) + 1))
        assert self.entry["number"] == (f"{self.prefix}-0001" if self.receipts else None)

    @invariant()
    def receipt_tells_what_was_handed_in(self) -> None:
        if self.entry["state"] == "submitted":
            with clock.frozen(self.now):
                receipt = self.team.get(f"/entries/{self.entry['id']}/receipt").get_json()
            assert receipt == self.receipts[-1]
            handed_in = [file["sha256"] for file in self.entry["files"]["document"]]
            assert [file["sha256"] for file in receipt["files"]] == handed_in
            assert receipt["title"] == self.entry["title"]


@pytest.mark.slow
def test_entry_keeps_its_promises_in_any_order(app: Flask) -> None:
    kept = settings(max_examples=15, stateful_step_count=20, deadline=None, suppress_health_check=list(HealthCheck))
    run_state_machine_as_test(partial(Life, app), settings=kept)
