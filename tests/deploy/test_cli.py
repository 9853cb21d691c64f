import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from deploy.cli import COMMANDS, HIDDEN
from deploy.commands import test as testing
from deploy.commands.bench import BENCHMARKS
from tests.deploy.running import ROOT, invoke


def test_help_lists_every_command_for_people() -> None:
    said = invoke("--help").stdout
    assert all(f"  {name} " in said for name in COMMANDS if name not in HIDDEN)
    assert not any(f"  {name} " in said for name in HIDDEN)


def test_help_is_quick_because_it_imports_none_of_the_product() -> None:
    program = (
        "import sys; sys.argv = ['egret', '--help']; from deploy.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "assert not {'flask', 'sqlalchemy', 'kombu'} & set(sys.modules), sorted(sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("name", [name for name in COMMANDS if name != "bench"])
def test_every_command_explains_itself(name: str) -> None:
    done = invoke(name, "--help")
    assert done.exit_code == 0, done.output
    assert "Usage: egret " + name in done.stdout


def test_benchmarks_can_be_run_by_name_and_parts_of_them_cannot() -> None:
    assert {"aims", "flow", "likeness", "uploads", "volume"} <= set(BENCHMARKS)
    assert not {"crowd", "hello", "site"} & set(BENCHMARKS)


def test_an_unknown_command_is_refused() -> None:
    assert invoke("fly").exit_code == 2


def test_a_setting_that_cannot_be_understood_is_one_sentence(tmp_path: Path) -> None:
    done = invoke("status", EGRET_DATA=str(tmp_path), EGRET_UPLOAD_LIMIT="many")
    assert done.exit_code == 1
    assert done.stderr == "Error: EGRET_UPLOAD_LIMIT='many' is not a valid int. Correct it or unset it.\n"


def test_looking_at_an_empty_place_leaves_no_database_behind(tmp_path: Path) -> None:
    done = invoke("status", EGRET_DATA=str(tmp_path))
    assert done.exit_code == 1
    assert "run ./egret up first" in done.stderr
    assert not list(tmp_path.glob("*.db"))


@pytest.mark.parametrize(("asked", "ran"), [((), ["", "/trixie"]), (("--other",), ["/trixie"])])
def test_matrix_runs_on_both_generations_or_the_other_alone(
    monkeypatch: pytest.MonkeyPatch, asked: tuple[str, ...], ran: list[str]
) -> None:
    roots: list[str] = []
    found = subprocess.CompletedProcess([], 0, "- RabbitMQ 3.10\n/trixie RabbitMQ 4.0\n")
    monkeypatch.setattr(testing.subprocess, "run", lambda *_args, **_options: found)
    monkeypatch.setattr(testing, "obtain", lambda _things: None)
    monkeypatch.setattr(testing, "run_pytest", lambda *_args, **environ: roots.append(environ["EGRET_TEST_ROOT"]) or 0)
    assert CliRunner().invoke(testing.command, ["--matrix", *asked]).exit_code == 0
    assert roots == ran
