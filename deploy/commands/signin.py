"""`egret signin ADDRESS`: a fresh link for somebody who cannot get in."""

import click

from chassis.storage.engine import Database
from contracts.roles import PEOPLE
from deploy import folder, welcome
from deploy.parts import gateway_settings


@click.command()
@click.argument("email")
@click.option("--role", "roles", multiple=True, type=click.Choice(PEOPLE), help="Give this role everywhere first.")
def command(email: str, roles: tuple[str, ...]) -> None:
    """Print a sign-in link for the account with this address; it works once."""
    folder.enter()
    settings = gateway_settings()
    accounts = Database(settings.database_url("gateway"))
    click.echo(welcome.link(accounts, email, settings.public_url, roles))
    accounts.close()
