"""The gateway's copies of editions: the latest version stays, whichever way and order they come."""

import msgspec
import pytest

from chassis.storage.engine import Database
from contracts.registration import EditionPublished
from deploy.books.event_schemas import SAMPLES
from gateway.clients.registration.editions import Edition
from gateway.editions.copies import Copies, edition_in, store_edition


@pytest.fixture
def edition() -> Edition:
    """The one of the event's sample."""
    sample = (SAMPLES / f"{EditionPublished.TYPE}.json").read_bytes()
    return edition_in(msgspec.json.decode(sample, type=EditionPublished))


def changed(edition: Edition, version: int, name: str = "") -> Edition:
    return msgspec.structs.replace(edition, version=version, name=name or edition.name)


def store(database: Database, *editions: Edition) -> None:
    for edition in editions:
        with database.write() as session:
            store_edition(session, edition)


def test_edition_in_an_event_has_what_pages_show(edition: Edition) -> None:
    entry = next(stage for stage in edition.stages if stage.key == "entry")
    assert (edition.slug, edition.opens_at, edition.closes_at) == ("5g-2024", entry.opens_at, entry.closes_at)


def test_latest_version_stays(database: Database, edition: Edition) -> None:
    store(database, changed(edition, 3, "第三版"), changed(edition, 2, "第二版"), changed(edition, 3, "又是第三版"))
    (found,) = Copies().read(database).editions
    assert found == changed(edition, 3, "第三版")


def test_change_is_seen_by_every_process_with_its_next_look(database: Database, edition: Edition) -> None:
    processes = Copies(), Copies()
    other = msgspec.structs.replace(edition, slug="other", opens_at=edition.closes_at)
    for stored in ((edition,), (changed(edition, 4),), (other, changed(edition, 5))):
        store(database, *stored)
        for copies in processes:
            found = copies.read(database).editions
            assert set(stored) <= set(found)
    assert [edition.slug for edition in found] == ["other", "5g-2024"]


def test_unchanged_copies_are_not_read_again(database: Database, edition: Edition) -> None:
    store(database, edition)
    copies = Copies()
    assert copies.read(database) is copies.read(database)
