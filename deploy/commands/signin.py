"""`egret signin ADDRESS`: a fresh link for somebody who cannot get in."""

import os

import click

from chassis.db import Database
from deploy import folder, welcome
from deploy.parts import settings_of


@click.command()
@click.argument("email")
def command(email: str) -> None:
    """Print a sign-in link for the account with this address; it works once."""
    folder.take_over(folder.data_folder(), os.environ)
    settings = settings_of("gateway")
    accounts = Database(settings.database_url("gateway"))
    click.echo(welcome.link(accounts, email, settings.url))
    accounts.close()
