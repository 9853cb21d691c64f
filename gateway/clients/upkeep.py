"""What pages ask of every part alike: the record of who did what, and events that could not be applied."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from gateway.clients.service import Answer, Page, Service


class Record(Answer, frozen=True):
    """One thing somebody did."""

    id: int
    at: datetime
    actor: str
    """An account's id; zeros for the product itself."""
    action: str
    subject: str
    name: str
    """What the subject is called now; empty where that is not known, as the English."""
    name_en: str
    detail: dict[str, Any]


class Chain(Answer, frozen=True):
    """Whether every record follows from the one before."""

    records: int
    broken: int | None
    """The first record that does not."""


class Records(Page[Record], frozen=True):
    """A page of the record, and whether all of it is untouched, where that was asked."""

    chain: Chain | None


class Parked(Answer, frozen=True):
    """An event that could not be applied."""

    id: int
    type: str
    subject: str
    state: str
    attempts: int
    next_at: datetime | None
    error: str
    first_at: datetime


class Upkeep(Service):
    """A part, asked for its upkeep."""

    part = "notify"

    def records(self, asked: dict[str, Any]) -> Records:
        """Who did what, newest first."""
        return self._get(Records, "/audit", **asked)

    def parked(self, asked: dict[str, Any]) -> Page[Parked]:
        """Events that could not be applied, oldest first."""
        return self._get(Page[Parked], "/parked", **asked)

    def replay(self, number: int) -> None:
        """Try an event again now."""
        self._do("POST", f"/parked/{number}/replay")

    def discard(self, number: int, reason: str) -> None:
        """Give an event up; the reason goes into the record."""
        self._do("POST", f"/parked/{number}/discard", json={"reason": reason})


class RegistrationUpkeep(Upkeep):
    """Registration's."""

    part = "registration"


class JudgingUpkeep(Upkeep):
    """Judging's."""

    part = "judging"


UPKEEP: Mapping[str, Upkeep] = {one.part: one for one in (RegistrationUpkeep(), JudgingUpkeep(), Upkeep())}
"""By the part's name."""
