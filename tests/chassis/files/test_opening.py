"""A file is opened apart: a hostile one ends that process, in time and within its memory, and learns no secret."""

import os
from pathlib import Path

import pytest

from chassis.files import opening
from chassis.files.opened import Unfit
from tests.sample_files import pdf


def test_a_file_is_opened_in_a_process_without_our_secrets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_bytes(pdf(2, Author="张三"))
    monkeypatch.setenv("EGRET_SECRET", "secret")
    assert "EGRET_SECRET" not in opening._surroundings()
    opened = opening.open_file(tmp_path / "file", "pdf")
    assert (opened.pages, opened.about["author"], opened.picture[8:12]) == (2, "张三", b"WEBP")
    (tmp_path / "file").write_bytes(pdf(1, "password"))
    with pytest.raises(Unfit, match="encrypted"):
        opening.open_file(tmp_path / "file", "pdf")


@pytest.mark.parametrize("greed", ["bytes(2 << 30)", "os._exit(3)"], ids=["memory", "crash"])
def test_a_file_that_takes_too_much_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, greed: str) -> None:
    """The process is the real one, with a reader in place of ours that does what a hostile file would have it do."""
    package = tmp_path / "chassis"
    os.symlink(Path(opening.__file__).parents[1], package)
    stand_in = tmp_path / "sitecustomize.py"
    stand_in.write_text(
        "import os, chassis.files.reading as reading\n"
        f"def greedy(path, type):\n    try:\n        return {greed}\n"
        "    except MemoryError:\n        from chassis.files.opened import Unfit\n        raise Unfit('too-complex')\n"
        "reading._read = greedy\n"
    )
    (tmp_path / "file").write_bytes(b"x")
    monkeypatch.setattr(opening, "ROOT", tmp_path)
    with pytest.raises(Unfit, match="too-complex"):
        opening.open_file(tmp_path / "file", "pdf")


def test_a_process_that_does_not_end_is_ended(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "file")
    with pytest.raises(opening.Late):
        opening.open_file(tmp_path / "file", "pdf", patience=0.05)
