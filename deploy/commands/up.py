"""`egret up`: run the product, embedded or each part by itself."""

import gc
import os
from pathlib import Path
from typing import Any

import click

from chassis.config import ConfigError
from deploy import folder
from deploy.measuring import counted_together

HERE = {"127.0.0.1", "::1", "0.0.0.0", "::"}  # noqa: S104  compared, not bound
"""Addresses at which a browser on this machine finds us under a name; passkeys belong to a name, never to a number."""


@click.command()
@click.option("--demo", is_flag=True, help="Load the demo edition and print a sign-in link per role.")
@click.option("--host", envvar="EGRET_HOST", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", envvar="EGRET_PORT", default=8080, show_default=True, help="Port to listen on.")
@click.option(
    "--broker", help="RabbitMQ, amqp://user:password@host/vhost. Then every part runs in processes of its own."
)
@click.option("--database", help="PostgreSQL, postgresql://user:password@host. Without it SQLite files under data.")
@click.option(
    "--web", type=click.IntRange(1), envvar="EGRET_WEB", help="Web processes. [default: one for each processor]"
)
@click.option("--data", type=click.Path(path_type=Path), help="Folder of databases, files and mail.")
def command(demo: bool, host: str, port: int, web: int | None, **given: Any) -> None:
    """Run Egret here until Ctrl-C."""
    place = given["data"] and str(given["data"].absolute())
    wanted = {"EGRET_BROKER": given["broker"], "EGRET_DATABASE": given["database"], "EGRET_DATA": place}
    os.environ.update({name: value for name, value in wanted.items() if value})
    shown = "localhost" if host in HERE else host
    os.environ.setdefault("EGRET_PUBLIC_URL", f"http://{shown}:{port}")
    if demo and os.environ.get("EGRET_SMTP"):
        raise ConfigError("The demo's people are invented and must not get mail: unset EGRET_SMTP or leave out --demo.")
    held = folder.occupy(folder.enter(afresh=True))
    web = web or processors()
    if os.environ.get("EGRET_BROKER", "memory://") == "memory://":
        with counted_together():
            gc.disable()  # until the server has loaded everything: none of it goes away again
            from deploy import alone  # noqa: PLC0415  what counts is imported inside the block

            alone.serve(host, port, web=web, demo=demo)
    else:
        from deploy import supervisor  # noqa: PLC0415  only what this way of running needs

        supervisor.serve(host, port, web=web, demo=demo)
    held.close()


def processors() -> int:
    """How many this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
