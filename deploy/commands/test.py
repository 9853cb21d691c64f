"""`egret test`: every test, with the real things they need. Style and types are among the tests."""

import os
import subprocess
import sys
import time
from pathlib import Path

import click

ROOT = Path(__file__).parents[2]
THINGS = ("broker", "postgres", "browser")
QUICK = (*THINGS, "slow")
SPREAD = ("--dist", "loadscope", "--no-loadscope-reorder", "-n")
"""The tests of a file stay together, for what they share is made once; who is done takes the next file."""
BESIDE = 1
"""Processes beyond one for each processor: browsers, servers and timers let the others wait."""
MECHANISMS = ("chassis", "broker", "faults", "rules/test_migrations.py")
"""What meets a broker or a database server in its own words, or runs the whole product on both. The rules of services,
which are written in portable SQL, need no second generation of servers to be tried on."""
SLOWEST = "--durations=10"
"""Every run names its ten slowest tests."""


@click.command(context_settings={"ignore_unknown_options": True})
@click.option("--quick", is_flag=True, help="Leave out what needs a broker, PostgreSQL, a browser, or time.")
@click.option(
    "--matrix", is_flag=True, help="Only broker and database tests, on both generations of RabbitMQ and PostgreSQL."
)
@click.option("--other", is_flag=True, help="With --matrix: mechanisms alone, on the other generation alone.")
@click.option("--without", default="", help="Leave out, comma separated: broker, postgres, browser, slow.")
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def command(quick: bool, matrix: bool, other: bool, without: str, arguments: tuple[str, ...]) -> None:
    """Run the tests. Whatever follows goes to pytest.

    A thing that cannot be had is an error that names it, never a silent skip.
    """
    left_out = {*filter(None, without.split(",")), *(QUICK if quick else ())}
    selected = list(arguments)
    if matrix:
        selected += ["-m", "broker or postgres"]
    if matrix and other and not arguments:
        selected += [f"tests/{name}" for name in MECHANISMS]
    obtain([thing for thing in THINGS if thing not in left_out and not (matrix and thing == "browser")])
    if quick:
        click.echo("Quick: leaves out the tests that need a broker, PostgreSQL, a browser, or time.")
    if not matrix:
        sys.exit(run_pytest(selected, left_out))
    sys.exit(run_matrix(selected, left_out, other=other))


def python(*arguments: str, **environ: str) -> int:
    """Run Python in the source tree; returns its exit code."""
    sys.stdout.flush()
    env = {**os.environ, "PYTHONPATH": str(ROOT), **environ}
    return subprocess.run([sys.executable, *arguments], cwd=ROOT, env=env).returncode


def obtain(things: list[str]) -> None:
    """Find or install what is needed; ends the command with a sentence if it cannot be had."""
    if code := python("-m", "tests.provision", *things):
        sys.exit(code)


def run_pytest(arguments: list[str], left_out: set[str], **environ: str) -> int:
    """One run of pytest over a process for each processor, and some that work while others wait."""
    started = time.monotonic()
    processes = str((os.cpu_count() or 2) + BESIDE)
    spread = [] if any(a.startswith(("-n", "-p", "--pdb")) for a in arguments) else [*SPREAD, processes]
    without = ["--without", ",".join(sorted(left_out))] if left_out else []
    code = python("-m", "pytest", *spread, *without, SLOWEST, "-q", *arguments, **environ)
    click.echo(f"Tests took {time.monotonic() - started:.0f} s.")
    return code


def run_matrix(arguments: list[str], left_out: set[str], *, other: bool) -> int:
    """The same tests on this machine's generation, unless it is to be `other`, and on the other one."""
    generations = subprocess.run(
        [sys.executable, "-m", "tests.provision.generation"], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    if generations.returncode != 0:
        return generations.returncode
    code = 0
    for line in generations.stdout.splitlines():
        root, _, name = line.partition(" ")
        if other and root == "-":
            continue
        click.echo(f"== {name}")
        code = run_pytest(arguments, left_out, EGRET_TEST_ROOT=root.removeprefix("-")) or code
    return code
