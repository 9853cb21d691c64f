"""`egret migrate`: create or upgrade the databases."""

import click

from deploy import folder
from deploy.databases import prepare_all


@click.command()
@click.option("--quiet", is_flag=True, help="Say nothing if there was nothing to do.")
def command(quiet: bool) -> None:
    """Create or upgrade the database of every part. Any number may do so at once."""
    folder.enter()
    prepare_all(click.echo)
    if not quiet:
        click.echo("The databases are up to date.")
