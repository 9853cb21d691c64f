"""The scanner over a real socket that speaks clamd's protocol: clean, infected, out of order, away."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from chassis.files.scanner import Scanner, ScannerAway
from tests.scanner import Clamd

EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


@pytest.fixture(params=["tcp", "unix"])
def clamd(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Clamd]:
    with Clamd(tmp_path / "socket" if request.param == "unix" else None) as running:
        yield running


def test_content_is_streamed_and_its_verdict_read(clamd: Clamd) -> None:
    scanner = Scanner(clamd.address, 5.0)
    assert scanner.scan([b"harmless ", b"words"]) == ""
    assert clamd.seen == [b"harmless words"]
    assert scanner.scan([EICAR[:20], EICAR[20:]]) == "Eicar-Test-Signature"
    clamd.answer = b"INSTREAM size limit exceeded. ERROR\0"
    with pytest.raises(ScannerAway, match="size limit"):
        scanner.scan([b"x" * (1 << 16)] * 4)


def test_a_scanner_that_is_not_there_is_away(tmp_path: Path) -> None:
    for address in (f"unix:{tmp_path}/none", "tcp://127.0.0.1:1"):
        with pytest.raises(ScannerAway):
            Scanner(address, 1.0).scan([b"x"])
    for wrong in ("localhost:3310", "http://localhost", "tcp://", "unix:"):
        with pytest.raises(ValueError, match=wrong):
            Scanner(wrong)
