"""`egret backup FOLDER`: a consistent copy, also while running."""

from pathlib import Path

import click

from deploy import folder
from deploy.copies import actions


@click.command()
@click.argument("target", metavar="FOLDER", type=click.Path(path_type=Path))
def command(target: Path) -> None:
    """Copy databases and files into FOLDER, consistent with each other, while the product runs.

    The key in data/secret is not copied: it signs nothing that outlives a minute.
    """
    folder.enter()
    click.echo(f"Copying to {target}")
    made = actions.backup(target.absolute(), click.echo)
    click.echo(f"Done: {len(made.files)} files, each with its SHA-256 in {target}/manifest.json")
