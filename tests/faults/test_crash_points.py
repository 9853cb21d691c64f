"""A process killed at the worst moments: nothing is lost, applied twice, stuck or out of order."""

from time import monotonic, sleep

import pytest

from chassis.events import parked
from tests.faults import toy
from tests.faults.forks import Fork
from tests.faults.processes import World, until, wait_killed

POINTS = [
    "relay.published:2",
    "relay.confirmed:2",
    "consumer.received",
    "consumer.handled",
    "consumer.committed",
    "consumer.acked",
    "catchup.applied",
]


def walk_until_killed(world: World, process: Fork) -> None:
    """Take steps until the process has passed its crash point."""
    due = monotonic() + 30
    while process.poll() is None and monotonic() < due:
        world.take_steps(3)
        sleep(0.02)
    wait_killed(process, 1)


@pytest.mark.parametrize("point", POINTS)
def test_crash_at(world: World, point: str) -> None:
    if point == "catchup.applied":
        world.take_steps(30)
    walk_until_killed(world, world.start(crash_at=point))
    world.take_steps(10)
    world.start()
    world.take_steps(10)
    world.drain()
    assert world.verdict().clean, world.verdict()


def test_crash_again_and_again(world: World) -> None:
    for point in ("consumer.handled:2", "consumer.committed:2", "consumer.received:2"):
        walk_until_killed(world, world.start(crash_at=point))
    world.start()
    world.drain()
    assert world.verdict().clean, world.verdict()


def test_event_that_kills_the_process_is_parked_and_its_neighbours_are_applied(world: World) -> None:
    world.take_steps(20)
    world.take_steps(1, "die")
    world.take_steps(20)

    def settled() -> bool:
        return world.applied() + len(world.parked()) == world.told

    for _ in range(8):
        process = world.start()
        until(lambda process=process: process.poll() is not None or settled())
        if process.poll() is None:
            break
        wait_killed(process)
    verdict = world.verdict()
    assert settled()
    assert (verdict.lost, verdict.twice, verdict.disordered) == ([], [], [])
    rows = world.parked()
    assert [row.state for row in rows] == ["dead", "held", "held", "held", "held"]
    assert "died 3 times" in rows[0].error


@pytest.mark.slow
def test_group_replay_killed_half_way_goes_on_after_a_restart(world: World) -> None:
    world.take_steps(5, "fail")
    world.take_steps(10)
    failing = world.start()
    until(lambda: len(world.parked()) == world.told)
    failing.kill()
    with world.ledger.write() as session:
        (group,) = [found for found in parked.groups(session) if found.state == "retry"]
        assert parked.replay(session, "tester", group=(group.type, group.fingerprint)) == 5
    wait_killed(world.start(crash_at="consumer.retried:3", **{toy.HEALED: "1"}))
    assert 0 < world.applied() < world.told
    world.start(**{toy.HEALED: "1"})
    world.drain()
    assert world.verdict().clean, world.verdict()
