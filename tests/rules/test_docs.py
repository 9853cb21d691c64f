"""The documents say what the code does."""

import re

import click
import pytest
from click.testing import CliRunner

from deploy import settings_book, state_book, topology
from deploy.cli import COMMANDS, egret
from deploy.parts import PARTS
from tests.rules.tree import ROOT

COMMAND = re.compile(r"\./egret +([a-z]+)((?: +[^\s`#|]+)*)")
MODULE = re.compile(r"python -m ([\w.]+)")
PATH = re.compile(r"`((?:contracts|chassis|services|gateway|deploy|tests|bench|docs)/[\w./-]*)`")
DOCUMENTS = [path for path in (ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))) if path.exists()]
TEXTS = {path.relative_to(ROOT).as_posix(): path.read_text("utf-8") for path in DOCUMENTS}


def test_readme_exists() -> None:
    assert "README.md" in TEXTS


@pytest.mark.parametrize("document", TEXTS)
def test_commands_of_a_document_exist_with_their_options(document: str) -> None:
    for name, rest in COMMAND.findall(TEXTS[document]):
        assert name in COMMANDS, name
        command = egret.get_command(None, name)  # type: ignore[arg-type]  # the context is not asked for
        if isinstance(command, click.Group) and rest.strip():
            command = command.get_command(None, rest.split()[0])  # type: ignore[arg-type]  # as above
            assert command, rest
        known = {option for parameter in command.params for option in parameter.opts} if command else set()
        free = bool(command and command.context_settings.get("ignore_unknown_options"))
        unknown = {word.split("=")[0] for word in rest.split() if word.startswith("--")} - known
        assert free or not unknown, f"{name} {unknown}"


@pytest.mark.parametrize("document", TEXTS)
def test_modules_and_paths_of_a_document_exist(document: str) -> None:
    for module in MODULE.findall(TEXTS[document]):
        assert (ROOT / module.replace(".", "/")).with_suffix(".py").exists() or module in {"pytest"}, module
    for path in PATH.findall(TEXTS[document]):
        assert (ROOT / path.rstrip("/")).exists(), path


def test_settings_book_equals_the_code() -> None:
    assert settings_book.FILE.read_text("utf-8") == settings_book.render(), "run python -m deploy.settings_book"


def test_event_book_equals_the_code() -> None:
    told = CliRunner().invoke(topology.command, ["events"], catch_exceptions=False).output
    assert (ROOT / "docs" / "events.md").read_text("utf-8") == told, "run python -m deploy.topology events"


def test_state_book_equals_the_code() -> None:
    assert state_book.FILE.read_text("utf-8") == state_book.render(PARTS.values()), "run python -m deploy.state_book"
