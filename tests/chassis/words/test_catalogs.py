"""Translations are compiled when they are newer, and only then."""

import gettext
import os
from pathlib import Path

import pytest

from chassis.words.catalogs import compile_all

PO = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "没有找到"\nmsgstr "%s"\n'


@pytest.fixture
def catalogue(tmp_path: Path) -> Path:
    folder = tmp_path / "part" / "translations" / "en" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "messages.po").write_text(PO % "Not found")
    return folder / "messages.po"


def read(catalogue: Path) -> str:
    return gettext.translation("messages", catalogue.parents[2], ["en"]).gettext("没有找到")


def test_compile_all_makes_what_gettext_reads(
    catalogue: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert compile_all(tmp_path) == 1
    assert read(catalogue) == "Not found"
    assert str(catalogue) in capsys.readouterr().out
    assert sorted(path.name for path in catalogue.parent.iterdir()) == ["messages.mo", "messages.po"]


def test_compile_all_does_it_again_only_after_a_change(catalogue: Path, tmp_path: Path) -> None:
    compile_all(tmp_path, quiet=True)
    assert compile_all(tmp_path, quiet=True) == 0
    catalogue.write_text(PO % "Gone")
    later = catalogue.with_suffix(".mo").stat().st_mtime + 10
    os.utime(catalogue, (later, later))
    assert compile_all(tmp_path, quiet=True) == 1
    assert catalogue.with_suffix(".mo").read_bytes().find(b"Gone") > 0
