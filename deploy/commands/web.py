"""`egret web PART`: the web side of one part."""

from collections.abc import Callable
from typing import Any

import click
from flask import Flask

from chassis import logs
from chassis.config import Settings
from chassis.http.app import create_app
from chassis.http.clients import clients
from chassis.storage.commit_watch import Watch
from deploy import folder, server
from deploy.parts import PARTS, settings_of


@click.command()
@click.argument("part", type=click.Choice(list(PARTS)))
@click.option("--bind", default="127.0.0.1:8000", show_default=True, help="Address and port to listen on.")
@click.option("--workers", default=1, show_default=True, help="Processes; each has its own threads.")
def command(part: str, bind: str, workers: int) -> None:
    """Serve one part until told to stop."""
    folder.enter()
    settings_of(part)  # what is wrong with the settings is said once, by this process
    server.Server(lambda: application(part), lambda: None, {"bind": bind, "workers": workers}).run()


def application(part: str) -> Callable[..., Any]:
    """The WSGI application of a part; it reaches the others over HTTP, and its worker by the doorbell."""
    settings = settings_of(part)
    logs.setup(settings.log_level, part)
    app = _app(part, settings)
    server.settle_memory()
    Watch(app.extensions["egret_database"]).start()
    if part == "gateway":
        from gateway.edge.page_cache import Fresh  # noqa: PLC0415  the services run without the gateway's pages

        return Fresh(app)
    return app.wsgi_app


def _app(part: str, settings: Settings) -> Flask:
    if part == "gateway":
        from gateway.app import make  # noqa: PLC0415  the services run without the gateway's pages

        return make(settings, clients(settings))
    return create_app(PARTS[part], settings)
