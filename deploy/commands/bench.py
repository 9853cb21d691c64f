"""`egret bench`: the benchmarks, each a module under `bench/`."""

import runpy
import sys
from pathlib import Path

import click

HERE = Path(__file__).parents[2] / "bench"
BENCHMARKS = sorted(
    path.stem for path in HERE.glob("*.py") if f"`egret bench {path.stem}`" in path.read_text(encoding="utf-8")
)
"""The modules that say of themselves how they are run; the others are parts of these."""


@click.command(context_settings={"ignore_unknown_options": True, "help_option_names": []})
@click.argument("name", type=click.Choice(BENCHMARKS))
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def command(name: str, arguments: tuple[str, ...]) -> None:
    """Run a benchmark. Whatever follows goes to it."""
    sys.argv = [f"egret bench {name}", *arguments]
    runpy.run_module(f"bench.{name}", run_name="__main__")
