"""`egret keys`: the keys that sign receipts."""

import click

from chassis.storage.engine import Database
from deploy import folder
from deploy.parts import gateway_settings
from services.registration.contest.signing.keys import public_keys, rotate


@click.command()
@click.option("--rotate", "anew", is_flag=True, help="Sign with a new key from now on; earlier ones stay valid.")
def command(anew: bool) -> None:
    """List the public keys that prove receipts, the latest first."""
    folder.enter()
    settings = gateway_settings()
    database = Database(settings.database_url("registration"))
    with database.write() as session:
        if anew:
            rotate(session, settings.secret)
        for key in public_keys(session):
            until = f"until {key.retired_at:%Y-%m-%d %H:%M} UTC" if key.retired_at else "signs now"
            click.echo(f"{key.id}  {key.public}  from {key.made_at:%Y-%m-%d %H:%M} UTC, {until}")
    database.close()
