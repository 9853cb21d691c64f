"""The whole product in one folder: the gateway, three services, their workers, and a bus in memory between them."""

from collections.abc import Callable
from typing import Any

from flask import Flask

import gateway.app
from chassis.app import create_app
from chassis.events.bus.embedded import EmbeddedBus
from chassis.events.worker import Worker
from chassis.http.client import ServiceClient, Wsgi
from chassis.http.clients import clients as make_clients
from chassis.storage.commit_watch import Watch
from chassis.storage.engine import Database
from deploy.parts import HEARD_BY, PARTS, SERVICES, gateway_settings, settings_of
from gateway.edge.page_cache import Fresh

WATCHED = ("gateway", "notify")
"""Parts of whose commits by other processes a web process must hear: what it keeps in memory hangs on them.

Its own commits ring with other processes by themselves on SQLite; on PostgreSQL that takes a watch of every part."""


class Embedded:
    """The composed product. Nothing is opened before `serve` or `start`, which belong after any fork."""

    def __init__(self) -> None:
        self.settings = {name: settings_of(name) for name in PARTS}
        self.databases = {name: Database(settings.database_url(name)) for name, settings in self.settings.items()}
        self.url = gateway_settings().public_url
        apps: dict[str, Flask] = {
            name: create_app(part, self.settings[name], self.databases[name]) for name, part in SERVICES.items()
        }
        own = self.settings["gateway"]
        self.clients = make_clients(own, apps)
        self.app = gateway.app.make(own, self.clients, self.databases["gateway"])
        self._served = Fresh(self.app)
        self.workers: list[Worker] = []
        self._watches: list[Watch] = []

    def serve(self) -> None:
        """In a web process: hear of what the other processes commit."""
        wanted = [each for name, each in self.databases.items() if name in WATCHED or not each.sqlite]
        self._watches = [Watch(database).start() for database in wanted]

    def start(self) -> None:
        """In one process: let events flow and jobs run."""
        own, bus = self.settings["gateway"], EmbeddedBus()
        everyone = {**self.clients, "gateway": ServiceClient("gateway", Wsgi(self.app), own.secret)}
        self.workers = [
            Worker(part, self.settings[name], bus, everyone, self.databases[name], heard_by=HEARD_BY[name])
            for name, part in PARTS.items()
        ]
        for worker in self.workers:
            worker.start()

    def stop(self) -> None:
        """Let every worker finish what it has in hand; what is left is caught up on the next start."""
        self.app.extensions["egret_live"].close()
        for worker in self.workers:
            worker.stop()
        for worker in self.workers:
            worker.join()
        for watch in self._watches:
            watch.close()
        for database in self.databases.values():
            database.close()

    @property
    def wsgi(self) -> Callable[..., Any]:
        """What the web server calls."""
        return self._served
