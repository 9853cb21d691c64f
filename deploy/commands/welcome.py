"""`egret welcome`: the demo or the first organizer, and their sign-in links, for a product that runs already."""

import os

import click

from chassis.clients import clients
from chassis.db import Database
from deploy import folder, welcome
from deploy.parts import settings_of


@click.command()
@click.option("--demo", is_flag=True, help="Load the demo edition.")
def command(demo: bool) -> None:
    """Load the demo, or make the first organizer, and print sign-in links."""
    folder.take_over(folder.data_folder(), os.environ)
    settings = settings_of("gateway")
    accounts = Database(settings.database_url("gateway"))
    try:
        if demo:
            welcome.load_demo(clients(settings), accounts)
            links = welcome.demo_links(accounts, settings.url)
        else:
            links = welcome.first_organizer(accounts, settings.url)
    except TimeoutError as error:
        raise click.ClickException(str(error)) from error
    finally:
        accounts.close()
    welcome.announce(settings.url, links)
