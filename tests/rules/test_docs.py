"""The documents say what the code does."""

import re

import click
from click.testing import CliRunner

from deploy import topology
from deploy.books import settings, states
from deploy.cli import COMMANDS, egret
from deploy.parts import PARTS
from tests.rules.tree import ROOT, name_of, text

COMMAND = re.compile(r"\./egret +([a-z]+)((?: +[^\s`#|]+)*)")
MODULE = re.compile(r"python -m ([\w.]+)")
PATH = re.compile(r"`((?:contracts|chassis|services|gateway|deploy|tests|bench|docs)/[\w./-]*)`")
DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]


def said(pattern: re.Pattern[str]) -> list[tuple[str, re.Match[str]]]:
    """Where it stands in the documents, by document."""
    return [(name_of(document), found) for document in DOCUMENTS for found in pattern.finditer(text(document))]


def can_be_run(name: str, rest: str) -> bool:
    """Whether there is such a command, with these options."""
    command = egret.get_command(None, name) if name in COMMANDS else None  # type: ignore[arg-type]  # no context is asked
    if isinstance(command, click.Group) and rest.strip():
        command = command.get_command(None, rest.split()[0])  # type: ignore[arg-type]  # as above
    if command is None:
        return False
    known = {option for parameter in command.params for option in parameter.opts}
    unknown = {word.split("=")[0] for word in rest.split() if word.startswith("--")} - known
    return bool(command.context_settings.get("ignore_unknown_options")) or not unknown


def test_commands_of_the_documents_exist_with_their_options() -> None:
    assert [(name, found[0]) for name, found in said(COMMAND) if not can_be_run(found[1], found[2])] == []


def test_modules_and_paths_of_the_documents_exist() -> None:
    modules = [(name, found[1], found[1].replace(".", "/") + ".py") for name, found in said(MODULE)]
    paths = [(name, found[1], found[1].rstrip("/")) for name, found in said(PATH)]
    missing = [(name, it) for name, it, place in modules + paths if not (ROOT / place).exists()]
    assert [each for each in missing if each[1] != "pytest"] == []


def test_what_cannot_be_run_is_found() -> None:
    assert can_be_run("up", " --demo")
    assert not can_be_run("up", " --nonsense")
    assert not can_be_run("nonsense", "")


def test_settings_book_equals_the_code() -> None:
    assert settings.FILE.read_text("utf-8") == settings.render(), "run python -m deploy.books.settings"


def test_event_book_equals_the_code() -> None:
    told = CliRunner().invoke(topology.command, ["events"], catch_exceptions=False).output
    assert (ROOT / "docs" / "events.md").read_text("utf-8") == told, "run python -m deploy.topology events"


def test_state_book_equals_the_code() -> None:
    assert states.FILE.read_text("utf-8") == states.render(PARTS.values()), "run python -m deploy.books.states"


def test_decisions_are_numbered_without_a_gap() -> None:
    numbers = sorted(int(path.name[:4]) for path in (ROOT / "docs/decisions").glob("*.md"))
    assert numbers == list(range(1, len(numbers) + 1))
