"""Uploads over real connections: what gunicorn hands on when a client cuts, floods or lies."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from services.registration.config import RegistrationSettings
from tests.provision.ports import free_ports, wait_until
from tests.services.registration.factories import PDF, Caller, draft, file_path

pytestmark = pytest.mark.slow
HERE = Path(__file__).parents[4]
PROGRAM = """
from chassis import clock
from chassis.app import create_app
from services.registration.app import PART
from services.registration.config import RegistrationSettings
from tests.services.registration.factories import NOW

frozen = clock.frozen(NOW)
frozen.__enter__()
app = create_app(PART, RegistrationSettings.from_env())
"""


@pytest.fixture
def port(settings: RegistrationSettings, tmp_path: Path) -> Iterator[int]:
    """Registration behind gunicorn, on the test's own database."""
    (tmp_path / "serving.py").write_text(PROGRAM)
    (found,) = free_ports(1)
    environ = {
        **os.environ,
        "HOME": str(tmp_path),
        "EGRET_DATA": str(settings.data),
        "EGRET_SECRET": settings.secret,
        "EGRET_UPLOAD_LIMIT": str(settings.upload_limit),
        "PYTHONPATH": f"{HERE}:{tmp_path}",
    }
    argv = [sys.executable, "-m", "gunicorn", "serving:app", "-b", f"127.0.0.1:{found}", "--threads", "4"]
    with (tmp_path / "output").open("wb") as output:
        server = subprocess.Popen(argv, env=environ, stdout=output, stderr=output)
    try:
        wait_until(lambda: _listens(found), seconds=30, what="gunicorn", alive=lambda: server.poll() is None)
        yield found
    finally:
        server.terminate()
        server.wait(15)


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def send(port: int, team: Caller, entry_id: str, length: str, *pieces: bytes, close: bool = False) -> bytes:
    """Send an upload as written; the status line and body that come back."""
    lines = [f"PUT /entries/{entry_id}/files/document HTTP/1.1", "Content-Type: application/octet-stream", length]
    return say(port, team, lines, *pieces, close=close)


def append(port: int, team: Caller, upload_id: str, at: int, length: int, body: bytes, *, close: bool = False) -> bytes:
    """Send a part of an upload that announces `length` bytes."""
    lines = [
        f"PATCH /uploads/{upload_id} HTTP/1.1",
        "Content-Type: application/offset+octet-stream",
        f"Upload-Offset: {at}",
        f"Content-Length: {length}",
    ]
    return say(port, team, lines, body, close=close)


def say(port: int, team: Caller, lines: list[str], *pieces: bytes, close: bool) -> bytes:
    """One request as written, on a connection of its own; whatever comes back."""
    lines += ["Host: localhost", "Connection: close", *(f"{name}: {value}" for name, value in team.headers.items())]
    with socket.create_connection(("127.0.0.1", port), 20) as connection:
        connection.sendall("\r\n".join(lines).encode() + b"\r\n\r\n")
        for piece in pieces:
            connection.sendall(piece)
        if close:
            connection.shutdown(socket.SHUT_WR)
        return b"".join(iter(lambda: connection.recv(1 << 16), b""))


def chunk(content: bytes) -> bytes:
    return b"%x\r\n%b\r\n" % (len(content), content)


def test_uploads_over_real_connections(port: int, team: Caller, settings: RegistrationSettings) -> None:
    entry = team.post("/entries", json=draft()).get_json()
    flood = b"%PDF-1.7" + b"x" * (settings.upload_limit * 2)
    chunked, whole = "Transfer-Encoding: chunked", f"Content-Length: {len(PDF)}"
    refused = [
        (send(port, team, entry["id"], whole, PDF[:300], close=True), b"upload-incomplete"),
        (send(port, team, entry["id"], chunked, chunk(PDF), close=True), b"upload-incomplete"),
        (send(port, team, entry["id"], chunked, chunk(PDF)[:200], close=True), b"upload-incomplete"),
        (send(port, team, entry["id"], chunked, chunk(PDF), b"nonsense\r\n", close=True), b"upload-incomplete"),
        (send(port, team, entry["id"], f"Content-Length: {len(flood)}", flood), b"file-too-large"),
        (send(port, team, entry["id"], chunked, chunk(flood), b"0\r\n\r\n"), b"file-too-large"),
        (send(port, team, entry["id"], chunked, chunk(b"MZ" + flood), b"0\r\n\r\n"), b"wrong-type"),
    ]
    assert [code in answer for answer, code in refused] == [True] * 7
    assert [path for path in (settings.data / "files").rglob("*") if path.is_file()] == []
    assert team.get(f"/entries/{entry['id']}").get_json() == entry
    stored = send(port, team, entry["id"], chunked, chunk(PDF[:3]), chunk(PDF[3:]), b"0\r\n\r\n")
    assert stored.startswith(b"HTTP/1.1 200 ")
    assert team.get(file_path(team, entry["id"])).data == PDF


def test_upload_cut_at_half_goes_on(port: int, team: Caller) -> None:
    entry = team.post("/entries", json=draft()).get_json()
    half, facts = len(PDF) // 2, {"slot": "document", "name": "申报书.pdf", "size": len(PDF)}
    upload = team.post(f"/entries/{entry['id']}/uploads", json=facts).get_json()["id"]
    assert b"upload-incomplete" in append(port, team, upload, 0, len(PDF), PDF[:half], close=True)
    assert team.get(f"/uploads/{upload}").get_json()["offset"] == half
    assert append(port, team, upload, 0, len(PDF), PDF).startswith(b"HTTP/1.1 409 ")
    assert append(port, team, upload, half, len(PDF) - half, PDF[half:]).startswith(b"HTTP/1.1 204 ")
    assert team.post(f"/uploads/{upload}/completion").status_code == 204
    assert team.get(file_path(team, entry["id"])).data == PDF
