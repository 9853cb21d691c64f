"""The command line. Each command lives in its own module and is imported when it is called."""

import importlib
import os
from typing import Any

import click

COMMANDS = {
    "up": "Run Egret here.",
    "signin": "Print a sign-in link for somebody.",
    "keys": "List the keys that sign receipts, or change them.",
    "status": "Show the parts, how far events have come, and what is parked.",
    "events": "List, show, replay and discard events.",
    "migrate": "Create or upgrade the databases.",
    "backup": "Write a consistent copy of databases and files, also while running.",
    "restore": "Bring a copy back into an empty place.",
    "test": "Run the tests.",
    "mutate": "Make small changes to files and see whether their tests notice.",
    "bench": "Run the benchmarks.",
    "welcome": "Load the demo into a running product (used by `up`).",
    "web": "Run the web side of one part (used by `up`).",
    "worker": "Run the worker of one part (used by `up`).",
}
HIDDEN = {"welcome", "web", "worker"}


class LazyGroup(click.Group):
    """Lists the commands without importing them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """In the order of the table above."""
        return [name for name in COMMANDS if name not in HIDDEN]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the module of the command."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"deploy.commands.{cmd_name}").command
        return command

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command, with secrets from the files named for them. A wrong setting is a sentence, no traceback."""
        from chassis.config import ConfigError, with_files  # noqa: PLC0415  `--help` needs none of it

        try:
            os.environ.update(with_files(os.environ))
            return super().invoke(ctx)
        except ConfigError as error:
            raise click.ClickException(str(error)) from error

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The table, without touching any module."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, COMMANDS[name]) for name in self.list_commands(ctx)])


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
def egret() -> None:
    """Egret 白鹭, the online home of a contest and its outreach events.

    Start with `./egret up --demo`.
    """


def main() -> None:
    """Run one command. What the operator must know ends as a sentence on standard error and a non-zero exit."""
    egret.main(prog_name="egret")
