"""A new version of an entry while it is judged: no sheet is lost or changed, and its judge hears of it once."""

from dataclasses import replace
from datetime import timedelta

from contracts.judging import SheetOutdated
from tests.services.judging.conftest import Desk


def test_sheets_stay_and_their_judges_hear_of_a_new_version(desk: Desk) -> None:
    desk.stage()
    entry, first, second = desk.entry(1), desk.judge("评委01"), desk.judge("评委02")
    [one], [other] = desk.assign(entry, first), desk.assign(entry, second)
    desk.score(first, one, 80)
    renewed = replace(entry, version=2, title="第二版的题目", submitted_at=entry.submitted_at + timedelta(minutes=5))
    desk.tell(renewed, renewed)
    [told] = desk.told(SheetOutdated)
    assert (str(told.assignment_id), told.version, told.submitted) == (one, 2, True)
    seen = desk.get(first, f"/assignments/{one}")
    assert (seen["entry"]["title"], seen["entry"]["version"]) == ("第二版的题目", 2)
    assert (seen["sheet"]["state"], seen["sheet"]["entry_version"]) == ("submitted", 1)
    desk.score(second, other, 70)
    assert desk.get(second, f"/assignments/{other}")["sheet"]["entry_version"] == 2
