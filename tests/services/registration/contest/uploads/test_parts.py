"""Parts on disk: two senders of one upload, and what is old."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from chassis.storage import ids
from services.registration.contest.uploads.errors import WrongOffset
from services.registration.contest.uploads.parts import Parts


@pytest.fixture
def parts(tmp_path: Path) -> Parts:
    return Parts(tmp_path / "uploads")


def test_second_sender_takes_over_and_the_first_is_told(parts: Parts) -> None:
    """A connection that hangs holds nothing; when it wakes up, it learns how far others have come."""
    upload = ids.new_id()

    def hanging() -> Iterator[bytes]:
        yield b"one "
        assert parts.append(upload, 4, [b"two "], most=100) == 8
        yield b"two "

    with pytest.raises(WrongOffset) as told:
        parts.append(upload, 0, hanging(), most=100)
    assert told.value.facts == {"offset": 8}
    with parts.read(upload) as file:
        assert file.read() == b"one two "


def test_only_parts_nobody_added_to_are_idle(parts: Parts) -> None:
    old, young = ids.new_id(), ids.new_id()
    for upload in (old, young):
        parts.append(upload, 0, [b"x"], most=1)
    now = datetime(2030, 1, 2, tzinfo=UTC)
    for upload, age in ((old, 2), (young, 0)):
        written = (now - timedelta(days=age)).timestamp()
        os.utime(parts.folder / str(upload), (written, written))
    assert list(parts.idle_before(now - timedelta(days=1))) == [old]


def test_nothing_has_arrived_of_what_is_unknown(parts: Parts) -> None:
    assert parts.offset(ids.new_id()) == 0
    assert list(parts.idle_before(datetime.now(UTC))) == []
    parts.remove(ids.new_id())
