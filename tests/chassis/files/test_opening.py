"""A file is opened apart: a hostile one ends its own fork, in time and within its memory, and learns no secret."""

import os
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from chassis.files import opening
from chassis.files.opened import Unfit
from chassis.files.opening import Late, Opener
from tests.sample_files import pdf

GREEDY = """
import os, chassis.files.reading as reading
from pathlib import Path
def greedy(path, type):
    found = eval(Path(path).read_text())
    return reading.Opened(text=str(found))
reading._read = greedy
reading.load_libraries = lambda: None
"""
"""In place of our reader, one that does what a file says: as if a library had been taken over by it."""


@pytest.fixture
def opener() -> Iterator[Opener]:
    made = Opener()
    yield made
    made.end()


def test_files_are_opened_in_a_process_without_our_secrets(opener: Opener, tmp_path: Path) -> None:
    (tmp_path / "good").write_bytes(pdf(2, Author="张三"))
    (tmp_path / "locked").write_bytes(pdf(1, "password"))
    for _ in range(2):
        opened = opener.open(tmp_path / "good", "pdf", 30.0)
        assert (opened.pages, opened.about["author"], opened.picture[8:12]) == (2, "张三", b"WEBP")
        with pytest.raises(Unfit, match="encrypted"):
            opener.open(tmp_path / "locked", "pdf", 30.0)


def test_a_hostile_file_ends_its_own_fork(opener: Opener, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.symlink(Path(opening.__file__).parents[1], tmp_path / "chassis")
    (tmp_path / "sitecustomize.py").write_text(GREEDY)
    monkeypatch.setattr(opening, "ROOT", tmp_path)
    monkeypatch.setenv("EGRET_SECRET", "secret")

    def opened(does: str, patience: float = 30.0) -> str:
        (tmp_path / "file").write_text(does)
        return opener.open(tmp_path / "file", "pdf", patience).text

    assert opened("'EGRET_SECRET' in os.environ") == "False"
    for does in ("len(bytes(2 << 30))", "os._exit(3)", "os.kill(os.getpid(), 11)", "'x' * (5 << 20)"):
        with pytest.raises(Unfit, match="too-complex"):
            opened(does)
    with pytest.raises(Unfit, match="unreadable"):
        opened("open('/tmp/written', 'w').write('x' * 9999)")
    with pytest.raises(Late):
        opened("__import__('time').sleep(60)", 0.2)
    with pytest.raises(opening.Ended):
        opened("os.killpg(0, 9)")
    assert opened("6 * 7") == "42", "the next file finds a process again"


def test_pages_are_drawn_one_by_one_to_be_read(opener: Opener, tmp_path: Path) -> None:
    (tmp_path / "good").write_bytes(pdf(2))
    drawn = opener.open(tmp_path / "good", "pdf", 30.0, 2).picture
    with Image.open(BytesIO(drawn)) as picture:
        assert max(picture.size) == 1600
    with pytest.raises(Unfit):
        opener.open(tmp_path / "good", "pdf", 30.0, 3)
