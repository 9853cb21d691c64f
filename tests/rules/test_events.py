"""Who hears what."""

import pytest

from chassis.part import Part
from contracts.events import producer_of
from contracts.gateway import ContactChanged
from deploy.event_schemas import EVENTS
from deploy.parts import PARTS


@pytest.mark.parametrize("part", PARTS.values(), ids=PARTS)
def test_part_hears_only_declared_events_of_others(part: Part) -> None:
    assert {event.TYPE for event in part.handlers} <= EVENTS.keys()
    assert part.name not in {producer_of(event.TYPE) for event in part.handlers}


def test_contact_details_go_to_notify_alone() -> None:
    assert [name for name, part in PARTS.items() if ContactChanged in part.handlers] == ["notify"]


@pytest.mark.parametrize("kind", EVENTS)
def test_event_is_told_by_a_part_that_exists(kind: str) -> None:
    assert producer_of(kind) in PARTS
    assert kind.rsplit(".", 1)[1].startswith("v")
