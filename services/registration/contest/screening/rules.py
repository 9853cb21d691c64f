"""The rules of screening. Facts in, answers out: nothing here asks the database."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from chassis import clock
from chassis.words.workdays import DAY, WORKING, Workdays, moment
from services.registration.contest.screening.models import FAILS, VERDICTS

CORRECTION_DAYS = {"days": 3, "unit": WORKING}
"""How long a team has where the edition says nothing."""
REPLY_DAYS = 3
"""Working days in which a team may reply to a refusal."""

Points = Sequence[Mapping[str, Any]]
Verdicts = Mapping[str, Mapping[str, str]]


def calendar(exceptions: Iterable[Mapping[str, Any]]) -> Workdays:
    """The calendar of an edition, with its exceptional days."""
    return Workdays({date.fromisoformat(one["date"]): bool(one["working"]) for one in exceptions})


def due(days: Workdays, told_at: datetime, number: int, unit: str = WORKING) -> datetime:
    """The end of a time that begins with the day after the team was told: that of its last day, in Beijing."""
    first = told_at.astimezone(clock.LOCAL).date() + DAY
    return moment(days.last_day(first, number, unit), None)


def correction_period(notice_periods: Iterable[Mapping[str, Any]]) -> Mapping[str, Any]:
    """How long a correction may take: `days` and `unit`."""
    return next((one for one in notice_periods if one["kind"] == "correction"), CORRECTION_DAYS)


def asked_of(points: Points, group: str) -> Points:
    """The points of the checklist that an entry of this group is asked."""
    return [one for one in points if not one.get("group") or one["group"] == group]


def open_points(points: Points, verdicts: Verdicts) -> list[str]:
    """Keys of the points nobody has said anything about."""
    return [one["key"] for one in points if verdicts.get(one["key"], {}).get("verdict") not in VERDICTS]


def failed(points: Points, verdicts: Verdicts) -> list[Mapping[str, Any]]:
    """The points that are not met, each with its `reason`."""
    found = ((one, verdicts.get(one["key"], {})) for one in points)
    return [{**one, "reason": said.get("reason", "")} for one, said in found if said.get("verdict") == FAILS]


def unexplained(points: Points, verdicts: Verdicts) -> list[str]:
    """Keys of the points that are not met and say no reason."""
    return [one["key"] for one in failed(points, verdicts) if not one["reason"].strip()]
