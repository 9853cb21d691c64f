"""Who hears what."""

from contracts.events import producer_of
from contracts.gateway import ContactChanged
from deploy.books.event_schemas import EVENTS
from deploy.parts import PARTS


def test_parts_hear_only_declared_events_of_others() -> None:
    heard = [(name, event.TYPE) for name, part in PARTS.items() for event in part.handlers]
    assert [each for each in heard if each[1] not in EVENTS or producer_of(each[1]) == each[0]] == []


def test_contact_details_go_to_notify_alone() -> None:
    assert [name for name, part in PARTS.items() if ContactChanged in part.handlers] == ["notify"]


def test_events_are_told_by_parts_that_exist_and_have_a_version() -> None:
    assert [kind for kind in EVENTS if producer_of(kind) not in PARTS or kind.rsplit(".", 1)[1][0] != "v"] == []
