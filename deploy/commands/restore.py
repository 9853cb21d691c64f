"""`egret restore FOLDER`: bring a copy back into an empty place."""

import os
from pathlib import Path

import click

from deploy import folder
from deploy.copies import actions


@click.command()
@click.argument("source", metavar="FOLDER", type=click.Path(path_type=Path))
def command(source: Path) -> None:
    """Bring back the copy in FOLDER. Refuses if databases or files are there already, or the copy is damaged."""
    place = folder.enter()
    held = folder.occupy(place)
    click.echo(f"Bringing back {source}")
    actions.restore(source.absolute(), click.echo)
    held.close()
    click.echo("Done. Start with ./egret up")
    if os.environ.get("EGRET_BROKER"):
        click.echo("Use an empty virtual host: queues of the old one may hold events this copy does not know.")
