"""`egret welcome`: the demo or the first organizer, and their sign-in links, for a product that runs already."""

import click

from chassis.http.clients import clients
from chassis.storage.engine import Database
from deploy import folder, welcome
from deploy.parts import gateway_settings


@click.command()
@click.option("--demo", is_flag=True, help="Load the demo edition.")
def command(demo: bool) -> None:
    """Load the demo, or make the first organizer, and print sign-in links."""
    folder.enter()
    settings = gateway_settings()
    accounts = Database(settings.database_url("gateway"))
    try:
        welcome.run(clients(settings), accounts, settings.public_url, demo=demo)
    except TimeoutError as error:
        raise click.ClickException(str(error)) from error
    finally:
        accounts.close()
