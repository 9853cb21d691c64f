"""The file store: whole files or none, and nothing that nobody refers to."""

import hashlib
import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from chassis import clock
from chassis.storage.engine import Database
from services.registration.app import REFERRING
from services.registration.config import RegistrationSettings
from services.registration.files.contents.errors import UploadLost
from services.registration.files.contents.store import FileStore
from services.registration.files.contents.sweep import keep, sweep_files
from tests.services.registration.factories import (
    NOW,
    PDF,
    Caller,
    checked,
    file_path,
    start_entry,
    submit,
    submitted_entry,
    upload,
)


def aged(path: Path, hours: float) -> Path:
    """Let a file have been written that long ago."""
    written = (clock.now() - timedelta(hours=hours)).timestamp()
    os.utime(path, (written, written))
    return path


def files(settings: RegistrationSettings) -> list[Path]:
    return sorted(path for path in (settings.data / "files").rglob("*") if path.is_file())


@pytest.mark.parametrize("scheme", ["", "file://", "memory://"])
def test_store_returns_what_was_put(tmp_path: Path, scheme: str) -> None:
    store = FileStore(f"{scheme}{tmp_path}/files")
    stored = store.put(iter([b"one", b"two"]))
    assert (stored.sha256, stored.size) == (hashlib.sha256(b"onetwo").hexdigest(), 6)
    assert store.put(iter([b"onetwo"])) == stored
    assert b"".join(store.read(stored.sha256)) == b"onetwo"
    assert store.holds(stored.sha256)
    assert not store.holds("0" * 64)


def test_store_keeps_nothing_of_a_body_that_fails(tmp_path: Path) -> None:
    def failing() -> Iterator[bytes]:
        yield b"begun"
        raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        FileStore(str(tmp_path)).put(failing())
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_sweep_removes_abandoned_and_unreferenced_files_after_a_day(
    team: Caller, settings: RegistrationSettings, database: Database
) -> None:
    entry = start_entry(team)
    upload(team, entry["id"], PDF + b"second")
    checked(team, entry["id"])
    arriving = settings.data / "files" / "incoming" / "begun"
    arriving.write_bytes(b"%PDF-")
    for path in files(settings):
        aged(path, 23.9)
    sweep_files(database, settings, referring=REFERRING)
    assert {PDF, PDF + b"second", b"%PDF-"} < {path.read_bytes() for path in files(settings)}
    for path in files(settings):
        aged(path, 24.1)
    sweep_files(database, settings, referring=REFERRING)
    left = [path.read_bytes() for path in files(settings)]
    assert (PDF in left, PDF + b"second" in left, b"%PDF-" in left) == (False, True, False)


def test_sweep_keeps_what_was_handed_in(team: Caller, settings: RegistrationSettings, database: Database) -> None:
    entry = submitted_entry(team)
    team.delete(f"/entries/{entry['id']}/submission")
    team.delete(file_path(team, entry["id"]))
    kept = {aged(path, 48) for path in files(settings)}
    sweep_files(database, settings, referring=REFERRING)
    assert (len(kept), set(files(settings))) == (2, kept), "the file, and its first page in small"


def test_same_content_uploaded_again_is_young_again(
    team: Caller, settings: RegistrationSettings, database: Database
) -> None:
    entry = start_entry(team)
    team.delete(file_path(team, entry["id"]))
    (path,) = (aged(path, 48) for path in files(settings))
    FileStore(settings.files_url).put(iter([PDF]))
    with clock.frozen(max(NOW, clock.now())):
        sweep_files(database, settings, referring=REFERRING)
    assert path.exists()


def test_upload_says_so_when_its_file_was_swept(settings: RegistrationSettings, database: Database) -> None:
    store = FileStore(settings.files_url)
    stored = store.put(iter([PDF]))
    with database.write() as session:
        keep(session, store, stored.sha256)
    store.remove(store.path(stored.sha256))
    with pytest.raises(UploadLost), database.write() as session:
        keep(session, store, stored.sha256)


def test_submission_survives_the_sweep(team: Caller, settings: RegistrationSettings, database: Database) -> None:
    entry = start_entry(team)
    for path in files(settings):
        aged(path, 48)
    sweep_files(database, settings, referring=REFERRING)
    assert submit(team, entry).status_code == 200
