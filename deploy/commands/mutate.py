"""`egret mutate`: whether the tests notice small changes; all of it lives beside the tests."""

import runpy
import sys

import click


@click.command(context_settings={"ignore_unknown_options": True, "help_option_names": []})
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def command(arguments: tuple[str, ...]) -> None:
    """Make small random changes to files and see whether the tests of their areas notice."""
    sys.argv = ["egret mutate", *arguments]
    runpy.run_module("tests.mutation", run_name="__main__")
