"""The embedded way to run: one gunicorn process with everything in it."""

import os
import sys
import threading
import traceback
from collections.abc import Callable
from typing import Any

from chassis.config import ConfigError
from deploy import server
from deploy.folder import say


class Alone:
    """Composes the product once the web server has forked, and announces it."""

    def __init__(self, url: str, *, demo: bool) -> None:
        self.url, self.demo = url, demo
        self.product: Any = None

    def load(self) -> Callable[..., Any]:
        """Migrate, compose and start; the demo is loaded beside, while pages are served already."""
        from deploy.databases import migrate_all  # noqa: PLC0415  imported after the fork, by the worker alone
        from deploy.embedded import Embedded  # noqa: PLC0415  as above

        try:
            migrate_all(say)
            self.product = Embedded()
            self.product.start()
        except ConfigError as error:
            print(error, file=sys.stderr, flush=True)
            os._exit(4)  # the web server takes this as: do not start again
        threading.Thread(target=self._welcome, name="welcome", daemon=True).start()
        return self.product.wsgi()

    def _welcome(self) -> None:
        from deploy import welcome  # noqa: PLC0415  as above

        accounts = self.product.databases["gateway"]
        try:
            if self.demo:
                welcome.load_demo(self.product.clients, accounts)
                links = welcome.demo_links(accounts, self.url)
            else:
                links = welcome.first_organizer(accounts, self.url)
            welcome.announce(self.url, links)
        except Exception as error:
            traceback.print_exc()
            say(f"The demo could not be loaded: {error}. Start again to go on where it stopped.")

    def stop(self) -> None:
        """Called in the worker process before it ends."""
        if self.product is not None:
            self.product.stop()


def serve(host: str, port: int, *, demo: bool) -> None:
    """Run until told to stop. Raises ConfigError."""
    server.check_port(host, port)
    say("Starting Egret …")
    product = Alone(os.environ["EGRET_URL"], demo=demo)
    bind = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    server.Server(product.load, product.stop, {"bind": bind}).run()
