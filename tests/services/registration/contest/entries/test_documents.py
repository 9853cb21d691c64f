"""The file of an entry: limits, what a cut or wrong upload leaves behind, and who may read it."""

import hashlib
import io
from collections.abc import Callable
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path
from threading import Thread
from typing import IO, Any

import pytest
from flask import Flask

from chassis import clock
from services.registration.config import RegistrationSettings
from tests.services.registration.bodies import Cut
from tests.services.registration.factories import (
    DEADLINE,
    NOW,
    PDF,
    Caller,
    checked,
    draft,
    file_path,
    leader,
    upload,
)

LIMIT = 1 << 16


@pytest.fixture
def entry(team: Caller) -> dict[str, str]:
    """A draft without a file."""
    made: dict[str, str] = team.post("/entries", json=draft()).get_json()
    return made


def stored(settings: RegistrationSettings) -> list[Path]:
    return [path for path in (settings.data / "files").rglob("*") if path.is_file()]


class Endless(io.RawIOBase):
    """A PDF that never ends; counts what was taken."""

    def __init__(self) -> None:
        self.given = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray) -> int:
        piece = (b"%PDF-1.7 " + b"x" * len(buffer))[: len(buffer)]
        buffer[:] = piece
        self.given += len(piece)
        return len(piece)


def test_upload_is_shown_with_its_name_and_hash(team: Caller, entry: dict[str, str]) -> None:
    answer = upload(team, entry["id"], name="%E5%8E%A6%E9%97%A8%F0%A0%AE%B7.PDF")
    assert answer.status_code == 200
    (file,) = answer.get_json()["files"]["document"]
    assert file == {
        "id": file["id"],
        "name": "厦门𠮷.PDF",
        "type": "pdf",
        "size": len(PDF),
        "sha256": hashlib.sha256(PDF).hexdigest(),
        "uploaded_at": NOW.isoformat(),
        "state": "checking",
        "finding": "",
        "scanner_away": False,
        "pages": None,
        "pictured": False,
    }
    assert answer.headers["ETag"] == answer.get_json()["etag"] != entry["etag"]


def test_download_carries_the_original_name(team: Caller, entry: dict[str, str]) -> None:
    upload(team, entry["id"])
    answer = team.get(file_path(team, entry["id"]))
    assert answer.data == PDF
    assert answer.content_type == "application/pdf"
    assert answer.content_length == len(PDF)
    assert answer.headers["ETag"] == f'"{hashlib.sha256(PDF).hexdigest()}"'
    assert answer.headers["Content-Disposition"] == (
        "attachment; filename=entry.pdf; filename*=UTF-8''%E7%94%B3%E6%8A%A5%E4%B9%A6.pdf"
    )
    again = team.get(file_path(team, entry["id"]), headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


def test_later_upload_takes_the_place_of_the_earlier(team: Caller, entry: dict[str, str]) -> None:
    upload(team, entry["id"])
    upload(team, entry["id"], PDF + b"second")
    checked(team, entry["id"])
    assert team.get(file_path(team, entry["id"])).data == PDF + b"second"
    assert team.delete(file_path(team, entry["id"])).get_json()["files"] == {}
    for method in ("GET", "DELETE"):
        answer = team.call(method, f"/entries/{entry['id']}/files/{entry['id']}")
        assert (answer.status_code, answer.get_json()["code"]) == (404, "no-file")


def test_file_of_just_the_limit_is_accepted(team: Caller, entry: dict[str, str]) -> None:
    assert upload(team, entry["id"], PDF.ljust(LIMIT, b" ")).get_json()["files"]["document"][0]["size"] == LIMIT


def test_larger_file_is_refused_with_both_sizes(
    team: Caller, entry: dict[str, str], settings: RegistrationSettings
) -> None:
    answer = upload(team, entry["id"], PDF.ljust(LIMIT + 36 * 1024, b" "))
    problem = answer.get_json()
    assert (answer.status_code, problem["code"]) == (413, "file-too-large")
    assert problem["detail"] == "附件超过 64 KB（现为 100 KB），请压缩后重新上传。"
    assert (problem["limit"], problem["size"]) == (LIMIT, LIMIT + 36 * 1024)
    assert stored(settings) == []


def stream_in(
    team: Caller, entry_id: str, body: IO[bytes] | io.RawIOBase, *, declared: int | None = None
) -> tuple[int, str]:
    """Upload a body as a server hands it on: of the declared length, else chunked."""
    length = {"HTTP_TRANSFER_ENCODING": "chunked"} if declared is None else {"CONTENT_LENGTH": str(declared)}
    answer = team.put(
        f"/entries/{entry_id}/files/document",
        content_type="application/octet-stream",
        environ_overrides={"wsgi.input": body, "wsgi.input_terminated": True, **length},
    )
    return answer.status_code, answer.get_json().get("code", "")


def test_chunked_upload_is_stored(team: Caller, entry: dict[str, str]) -> None:
    assert stream_in(team, entry["id"], io.BytesIO(PDF)) == (200, "")
    assert team.get(file_path(team, entry["id"])).data == PDF


def test_endless_upload_is_refused_while_streaming(
    team: Caller, entry: dict[str, str], settings: RegistrationSettings
) -> None:
    body = Endless()
    assert stream_in(team, entry["id"], body) == (413, "file-too-large")
    assert LIMIT < body.given <= 4 * LIMIT
    assert stored(settings) == []
    assert team.get(f"/entries/{entry['id']}").get_json() == entry


@pytest.mark.parametrize("silently", [True, False])
def test_cut_upload_leaves_no_row_and_no_file(
    team: Caller, entry: dict[str, str], settings: RegistrationSettings, silently: bool
) -> None:
    body = Cut(PDF[:300], silently=silently)
    assert stream_in(team, entry["id"], body, declared=len(PDF)) == (400, "upload-incomplete")
    assert stored(settings) == []
    assert team.get(f"/entries/{entry['id']}").get_json() == entry


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        (b"MZ\x90\x00" + PDF, 415, "wrong-type"),
        ("申报书".encode() * 50, 415, "wrong-type"),
        (b"%P", 415, "wrong-type"),
        (b"", 422, "file-empty"),
    ],
)
def test_other_content_named_pdf_is_refused(
    team: Caller, entry: dict[str, str], settings: RegistrationSettings, body: bytes, status: int, code: str
) -> None:
    answer = upload(team, entry["id"], body, name="form.pdf")
    assert (answer.status_code, answer.get_json()["code"]) == (status, code)
    assert stored(settings) == []


class Watched(io.BytesIO):
    """A body during which something else happens."""

    def __init__(self, body: bytes, meanwhile: Callable[[], object]) -> None:
        super().__init__(body)
        self.meanwhile = meanwhile

    def readinto(self, buffer: Any) -> int:
        self.meanwhile()
        return super().readinto(buffer)


def test_upload_begun_before_the_deadline_gets_no_grace(
    team: Caller, entry: dict[str, str], settings: RegistrationSettings
) -> None:
    with ExitStack() as later, clock.frozen(DEADLINE - timedelta(seconds=1)):
        body = Watched(PDF, lambda: later.enter_context(clock.frozen(DEADLINE)))
        assert stream_in(team, entry["id"], body) == (409, "deadline-passed")
    assert team.get(f"/entries/{entry['id']}").get_json() == entry


def test_nobody_waits_for_a_slow_upload(team: Caller, entry: dict[str, str], app: Flask) -> None:
    other = leader(app, "示例乙")
    saved: list[int] = []

    def save() -> None:
        saved.append(other.post("/entries", json=draft(title="期间保存的项目")).status_code)

    def in_another_thread() -> None:
        thread = Thread(target=save)
        thread.start()
        thread.join()

    assert stream_in(team, entry["id"], Watched(PDF, in_another_thread)) == (200, "")
    assert set(saved) == {201}
