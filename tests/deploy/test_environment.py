"""The launcher on a tree of its own with a lock of two small packages."""

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.deploy.running import ROOT

pytestmark = pytest.mark.slow
SMALL = ("click", "colorama")
Started = tuple[Path, subprocess.CompletedProcess[str]]


def small_lock() -> str:
    """The part of the real lock that pins a few small packages."""
    text = (ROOT / "requirements.lock").read_text()
    blocks = re.findall(r"^(?:[\w.\-]+==[^\n]*\n)(?:    [^\n]*\n)*", text, re.MULTILINE)
    return "".join(block for block in blocks if block.startswith(SMALL))


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A small Egret that was never started."""
    return plant(tmp_path / "egret tree")


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Started:
    """A small Egret that was started once, and what it said."""
    made = plant(tmp_path_factory.mktemp("started") / "egret tree")
    return made, run(made, "up", "--demo")


def plant(made: Path) -> Path:
    """The real launcher in a folder, and a product that says its arguments."""
    (made / "deploy").mkdir(parents=True)
    shutil.copy(ROOT / "egret", made)
    shutil.copy(ROOT / "deploy" / "environment.py", made / "deploy")
    (made / "deploy" / "__init__.py").touch()
    program = "import sys, click, os\nprint('ran', sys.argv[1:], os.environ['EGRET_DATA'])\n"
    (made / "deploy" / "__main__.py").write_text(program)
    for name in ("requirements", "requirements-dev"):
        (made / f"{name}.lock").write_text(small_lock())
    return made


def run(tree: Path, *arguments: str, shell: str = "sh", **environ: str) -> subprocess.CompletedProcess[str]:
    """The launcher, from another folder than its own."""
    env = {**os.environ, "EGRET_PYTHON": sys.executable, **environ}
    env.pop("PYTHONPATH", None)
    env.pop("EGRET_DATA", None)
    return subprocess.run(
        [shell, str(tree / "egret"), *arguments], cwd="/", env=env, capture_output=True, text=True, timeout=300
    )


def test_first_start_prepares_and_the_second_is_quiet(started: Started) -> None:
    tree, first = started
    assert first.returncode == 0, first.stderr
    assert first.stdout == f"ran ['up', '--demo'] {tree}/data\n"
    assert "Preparing the environment" in first.stderr
    second = run(tree, "up")
    assert (second.stdout, second.stderr) == (f"ran ['up'] {tree}/data\n", "")


def test_tests_get_the_larger_set_which_serves_the_product_too(started: Started) -> None:
    tree, _ = started
    assert "Preparing" in run(tree, "test").stderr
    assert run(tree, "up").stderr == ""


def test_a_changed_lock_is_noticed(started: Started) -> None:
    tree, _ = started
    with (tree / "requirements.lock").open("a") as lock:
        lock.write("# changed\n")
    assert "Preparing" in run(tree, "up").stderr
    assert run(tree, "up").stderr == ""


def test_an_install_that_was_killed_or_met_a_wrong_hash_is_made_again(tree: Path) -> None:
    env = {**os.environ, "EGRET_PYTHON": sys.executable}
    begun = subprocess.Popen(["sh", str(tree / "egret"), "up"], env=env, stderr=subprocess.PIPE, start_new_session=True)
    while not (tree / ".venv" / "bin").exists():
        assert begun.poll() is None
        time.sleep(0.01)
    os.killpg(begun.pid, signal.SIGKILL)
    begun.communicate()
    lock = tree / "requirements.lock"
    right = lock.read_text()
    lock.write_text(re.sub(r"sha256:[0-9a-f]{8}", "sha256:00000000", right))
    wrong = run(tree, "up")
    assert wrong.returncode == 1
    assert "run the same command again" in wrong.stderr
    assert "ran" not in wrong.stdout
    lock.write_text(right)
    done = run(tree, "up")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("ran")


def test_two_starts_at_once_make_one_environment(tree: Path) -> None:
    env = {**os.environ, "EGRET_PYTHON": sys.executable}
    command = ["sh", str(tree / "egret"), "up"]
    both = [
        subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(2)
    ]
    said = [process.communicate(timeout=300) for process in both]
    assert [process.returncode for process in both] == [0, 0], said
    assert all(out.startswith("ran") for out, _ in said)
    assert sum("Environment ready" in errors for _, errors in said) == 1


def test_an_old_python_is_named_in_a_sentence(tree: Path, tmp_path: Path) -> None:
    old = tmp_path / "python3"
    old.write_text("#!/bin/sh\n[ \"$1\" = --version ] && exec echo 'Python 3.9.2'\nexit 1\n")
    old.chmod(0o755)
    path = f"{tmp_path}:/usr/bin:/bin"
    for name in ("python3.14", "python3.13", "python3.12", "python3.11"):
        (tmp_path / name).symlink_to(old)
    done = run(tree, "up", EGRET_PYTHON="", PATH=path)
    assert done.returncode == 1
    assert done.stderr.startswith("Egret needs Python 3.11 or newer and found Python 3.9.2 here.")


@pytest.fixture
def nobody() -> Iterator[int]:
    """A user id without rights, to start as; tests often run as root."""
    if os.geteuid() != 0:
        yield os.geteuid()
    else:
        yield 65534


def test_a_folder_that_cannot_be_written_is_one_sentence(tree: Path, nobody: int) -> None:
    for folder in (tree, *tree.parents):
        if not folder.stat().st_mode & 0o001:
            folder.chmod(0o755)
    tree.chmod(0o555)
    env = {"PATH": os.environ["PATH"], "EGRET_PYTHON": "/usr/bin/python3", "HOME": "/nonexistent"}
    done = subprocess.run(
        ["sh", str(tree / "egret"), "up"], env=env, user=nobody, cwd="/", capture_output=True, text=True
    )
    tree.chmod(0o755)
    assert done.returncode == 1
    assert done.stderr.startswith(f"Egret cannot write to {tree}"), done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("shell", ["dash", "bash"])
def test_launcher_is_plain_sh(tree: Path, shell: str) -> None:
    program = shutil.which(shell) or "sh"
    assert subprocess.run([program, "-n", str(tree / "egret")]).returncode == 0


WITHOUT_PIP = f"""#!{sys.executable}
import importlib.util, runpy, sys
if sys.argv[1] == "-c":
    exec(sys.argv[2])
    sys.exit()
real = importlib.util.find_spec
importlib.util.find_spec = lambda name, package=None: None if name == "ensurepip" else real(name, package)
del sys.argv[0]
runpy.run_path(sys.argv[0], run_name="__main__")
"""


def test_pip_is_fetched_where_python_came_without_it(tree: Path, tmp_path: Path) -> None:
    program = tmp_path / "python without pip"
    program.write_text(WITHOUT_PIP)
    program.chmod(0o755)
    done = run(tree, "up", EGRET_PYTHON=str(program))
    assert done.returncode == 0, done.stderr
    assert "This Python has no pip; fetching it." in done.stderr
    assert done.stdout.startswith("ran")
