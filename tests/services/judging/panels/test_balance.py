"""Balancing: every entry of a stage gets its judges at once."""

from collections.abc import Callable
from threading import Thread
from time import sleep
from typing import Any

from sqlalchemy import text

from contracts.judging import AssignmentMade
from services.judging.entries.actions import lock_entry
from tests.services.judging.conftest import AT, Desk, withdrawn

PLACE = f"{AT}/assignments"


def balance(desk: Desk, per_entry: int, **given: Any) -> Any:
    """What balancing did."""
    answer = desk.call(desk.organizer, "POST", f"{PLACE}/balance", json={"per_entry": per_entry} | given)
    assert answer.status_code == 201, answer.json
    return answer.json


def test_balance_fills_every_entry_evenly_and_again_the_same(desk_on_each: Desk) -> None:
    desk = desk_on_each
    desk.stage()
    judges = [desk.judge(f"评委{number:02}") for number in range(4)]
    entries = [desk.entry(number) for number in range(6)]
    desk.assign(entries[0], judges[0])
    done = balance(desk, 3)
    assert done["short"] == []
    assert done["made"] == 17
    counts = desk.panel()
    assert [len(one["assignments"]) for one in counts["entries"]] == [3] * 6
    assert sorted(one["assigned"] for one in counts["judges"]) == [4, 4, 5, 5]
    assert balance(desk, 3) == {"made": 0, "short": []}
    assert len(desk.told(AssignmentMade)) == 18


def test_balance_and_whoever_locks_entries_one_by_one_do_not_wait_in_a_circle(
    open_desk: Callable[[str], Desk], postgres_url: str
) -> None:
    """Entries whose numbers run against their ids: another holds the first one by id and wants the next."""
    desk = open_desk(postgres_url)
    desk.stage()
    desk.judge("评委01")
    first, second = (desk.entry(number) for number in (2, 1))
    with desk.database.write() as holding:
        lock_entry(holding, first.entry_id)
        balancing = Thread(target=balance, args=(desk, 1))
        balancing.start()
        _wait_for_a_lock(desk)
        holding.execute(text("SET LOCAL lock_timeout = '1s'"))
        assert lock_entry(holding, second.entry_id)
    balancing.join()
    assert len(desk.told(AssignmentMade)) == 2


def _wait_for_a_lock(desk: Desk) -> None:
    waiting = text("SELECT count(*) FROM pg_locks WHERE NOT granted")
    for _ in range(200):
        with desk.database.read() as session:
            if session.scalar(waiting):
                return
        sleep(0.02)
    raise AssertionError("nobody waits")


def test_balance_avoids_conflicts_and_says_who_lacks_judges(desk: Desk) -> None:
    desk.stage()
    one, two = desk.judge("评委01"), desk.judge("评委02")
    led = desk.entry(1, leader_id=one.account_id)
    desk.entry(2)
    done = balance(desk, 2)
    [short] = done["short"]
    assert (short["entry"]["number"], short["wanted"], short["assigned"], short["reason"]) == (
        led.number,
        2,
        1,
        "conflicts",
    )
    assert short["message"]
    assert [seat["judge"] for seat in desk.panel()["entries"][0]["assignments"]] == ["评委02"]
    assert [one["reason"] for one in balance(desk, 3)["short"]] == ["too-few-judges", "too-few-judges"]
    assert balance(desk, 2, judge_ids=[str(two.account_id)])["made"] == 0


def test_balance_leaves_out_withdrawn_and_foreign_entries(desk: Desk) -> None:
    desk.stage()
    desk.judge("评委01")
    desk.tell(withdrawn(desk.entry(1)))
    desk.entry(2, edition="other")
    assert balance(desk, 1) == {"made": 0, "short": []}
