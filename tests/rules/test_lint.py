"""The linter, the formatter and the type checker have nothing to say."""

import subprocess
import sys

import pytest

from tests.rules.tree import ROOT, name_of, text


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


def test_no_template_holds_the_marks_of_a_merge() -> None:
    marks = ("<<<<<<< ", ">>>>>>> ")
    templates = sorted((ROOT / "gateway" / "templates").rglob("*.html"))
    assert [name_of(path) for path in templates if any(mark in text(path) for mark in marks)] == []
