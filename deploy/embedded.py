"""Everything in one process: the gateway, three services, their workers, and a bus in memory between them."""

import threading
import traceback
from collections.abc import Callable
from typing import Any

from flask import Flask

import gateway.app
from chassis.events.bus.embedded import EmbeddedBus
from chassis.events.worker import Worker
from chassis.http import app as chassis_app
from chassis.http.client import ServiceClient, Wsgi
from chassis.http.clients import clients as make_clients
from chassis.storage.engine import Database
from deploy import welcome
from deploy.databases import prepare_all
from deploy.folder import say
from deploy.parts import HEARD_BY, PARTS, SERVICES, gateway_settings, settings_of
from gateway.edge.page_cache import Fresh


class Embedded:
    """The composed product. Build it after a fork, never before: `start` opens connections and threads."""

    def __init__(self) -> None:
        self.settings = {name: settings_of(name) for name in PARTS}
        self.databases = {name: Database(settings.database_url(name)) for name, settings in self.settings.items()}
        self.url = gateway_settings().public_url
        self.bus = EmbeddedBus()
        apps: dict[str, Flask] = {
            name: chassis_app.create_app(part, self.settings[name], self.databases[name])
            for name, part in SERVICES.items()
        }
        own = self.settings["gateway"]
        self.clients = make_clients(own, apps)
        self.app = gateway.app.make(own, self.clients, self.databases["gateway"])
        self._served = Fresh(self.app)
        everyone = {**self.clients, "gateway": ServiceClient("gateway", Wsgi(self.app), own.secret)}
        self.workers = [
            Worker(part, self.settings[name], self.bus, everyone, self.databases[name], heard_by=HEARD_BY[name])
            for name, part in PARTS.items()
        ]

    def start(self) -> None:
        """Let events flow and jobs run."""
        for worker in self.workers:
            worker.start()

    def stop(self) -> None:
        """Let every worker finish what it has in hand; what is left is caught up on the next start."""
        self.app.extensions["egret_live"].close()
        for worker in self.workers:
            worker.stop()
        for worker in self.workers:
            worker.join()
        for database in self.databases.values():
            database.close()

    @property
    def wsgi(self) -> Callable[..., Any]:
        """What the web server calls."""
        return self._served


def begin(*, demo: bool) -> Embedded:
    """Prepare the databases, start the product, and welcome people in a thread. Raises ConfigError."""
    prepare_all(say)
    product = Embedded()
    product.start()
    threading.Thread(target=_welcome, args=(product, demo), name="welcome", daemon=True).start()
    return product


def _welcome(product: Embedded, demo: bool) -> None:
    try:
        welcome.run(product.clients, product.databases["gateway"], product.url, demo=demo)
    except Exception as error:
        traceback.print_exc()
        say(f"Not everything could be loaded: {error}. Start again to go on where it stopped.")
