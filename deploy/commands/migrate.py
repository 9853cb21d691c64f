"""`egret migrate`: create or upgrade the databases."""

import os

import click

from deploy import folder
from deploy.databases import migrate_all


@click.command()
@click.option("--quiet", is_flag=True, help="Say nothing if there was nothing to do.")
def command(quiet: bool) -> None:
    """Create or upgrade the database of every part. Any number may do so at once."""
    folder.take_over(folder.data_folder(), os.environ)
    migrate_all(click.echo)
    if not quiet:
        click.echo("The databases are up to date.")
