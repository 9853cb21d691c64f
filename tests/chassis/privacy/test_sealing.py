"""Sealed answers: opened by the right key in the right place, by nothing else."""

from uuid import UUID

import msgspec
import pytest

import contracts.outreach  # noqa: F401  its events are known by name
from chassis.privacy import export_answers, forgetting, sealing
from chassis.privacy.sealing import SealBroken
from chassis.storage import ids

PLAIN = "示例甲 a@example.org".encode()
SECRET = "0123456789abcdef" * 4


def test_only_the_reader_opens_what_was_sealed() -> None:
    private, public = sealing.new_pair()
    sealed = sealing.seal(public, PLAIN, "here")
    assert sealing.unseal(private, sealed, "here") == PLAIN
    assert sealed != sealing.seal(public, PLAIN, "here")
    with pytest.raises(SealBroken):
        sealing.unseal(sealing.new_pair()[0], sealed, "here")
    with pytest.raises(SealBroken):
        sealing.unseal(private, sealed, "elsewhere")


def test_what_is_locked_opens_with_the_same_secret_and_context() -> None:
    locked = sealing.lock(SECRET, PLAIN, "one")
    assert PLAIN not in locked
    assert sealing.unlock(SECRET, locked, "one") == PLAIN
    for secret, context in ((SECRET + "x", "one"), (SECRET, "two")):
        with pytest.raises(SealBroken):
            sealing.unlock(secret, locked, context)


def test_large_answers_travel_in_pieces_that_cannot_be_mixed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(export_answers, "PIECE", 50)
    private, public = sealing.new_pair()
    export, facts = ids.new_id(), {"items": [str(ids.new_id()) for _ in range(20)]}
    pieces = export_answers.pack(public, export, "judging", facts)
    assert len(pieces) > 3
    assert export_answers.unpack(private, export, "judging", pieces) == facts
    for wrong in (pieces[:-1], [pieces[1], pieces[0], *pieces[2:]]):
        with pytest.raises(SealBroken):
            export_answers.unpack(private, export, "judging", wrong)
    with pytest.raises(SealBroken):
        export_answers.unpack(private, export, "notify", pieces)


def test_events_lose_the_name_of_this_person_alone() -> None:
    one, other = str(ids.new_id()), ids.new_id()
    body = msgspec.json.encode({"account_id": one, "volunteer": "示例甲", "shift_id": "s"})
    changed = forgetting.nameless("registration.signup.cancelled.v1", body, UUID(one))
    assert changed
    assert msgspec.json.decode(changed) == {"account_id": one, "volunteer": "已注销用户", "shift_id": "s"}
    assert forgetting.nameless("registration.signup.cancelled.v1", body, other) is None


@pytest.mark.parametrize("body", [b'["%s"]', b'"%s"', b"%s", b"[%s"])
def test_what_is_kept_as_an_event_and_is_none_stops_nobody_from_leaving(body: bytes) -> None:
    one = ids.new_id()
    assert forgetting.nameless("registration.signup.cancelled.v1", body % str(one).encode(), one) is None
