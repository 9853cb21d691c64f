"""`egret bench`: the benchmarks, each a module under `bench/`."""

import runpy
import sys

import click

BENCHMARKS = ("backbone", "faults", "pages")


@click.command(context_settings={"ignore_unknown_options": True, "help_option_names": []})
@click.argument("name", type=click.Choice(BENCHMARKS))
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def command(name: str, arguments: tuple[str, ...]) -> None:
    """Run a benchmark: backbone, faults or pages. Whatever follows goes to it."""
    sys.argv = [f"egret bench {name}", *arguments]
    runpy.run_module(f"bench.{name}", run_name="__main__")
