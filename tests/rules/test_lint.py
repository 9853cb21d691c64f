"""The linter, the formatter and the type checker have nothing to say."""

import subprocess
import sys

import pytest

from tests.rules.tree import CHECKED, ROOT, name_of


def run(*argv: str) -> tuple[int, str]:
    told = subprocess.run([sys.executable, "-m", *argv], cwd=ROOT, capture_output=True, text=True)
    return told.returncode, told.stdout + told.stderr


def test_ruff_finds_nothing() -> None:
    status, told = run("ruff", "check", "--quiet", ".")
    assert status == 0, told


def test_code_is_formatted() -> None:
    status, told = run("ruff", "format", "--check", "--quiet", ".")
    assert status == 0, told


@pytest.mark.slow
def test_types_hold() -> None:
    status, told = run("mypy")
    assert status == 0, told


def test_no_file_holds_the_marks_of_a_merge() -> None:
    folders = [ROOT / name for name in (*CHECKED, "docs")]
    files = [path for folder in folders for path in folder.rglob("*") if path.is_file() and path.suffix != ".pyc"]
    marks = (b"\n<<<<<<< ", b"\n||||||| ", b"\n>>>>>>> ")
    assert len(files) > 1000
    whole = ((path, b"\n" + path.read_bytes()) for path in [*files, *ROOT.glob("*.md")])
    assert [name_of(path) for path, text in whole if any(mark in text for mark in marks)] == []
