"""The embedded way to run: one gunicorn process with everything in it."""

import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from chassis.config import ConfigError
from deploy import server
from deploy.folder import say

if TYPE_CHECKING:
    from deploy.embedded import Embedded


class Alone:
    """What the web server calls in the process it has forked."""

    def __init__(self, *, demo: bool) -> None:
        self.demo = demo
        self.product: Embedded | None = None

    def load(self) -> Callable[..., Any]:
        """Migrate, compose and start the product; people are welcomed beside, while pages are served already."""
        from chassis import logs  # noqa: PLC0415  the forking process stays small: it imports none of the product
        from deploy import embedded  # noqa: PLC0415  as above

        logs.setup(os.environ.get("EGRET_LOG_LEVEL") or "warning", "egret")
        try:
            self.product = embedded.begin(demo=self.demo)
        except ConfigError as error:
            print(error, file=sys.stderr, flush=True)
            os._exit(server.DO_NOT_RETRY)
        server.settle_memory()
        return self.product.wsgi

    def stop(self) -> None:
        """Called in that process before it ends."""
        if self.product is not None:
            self.product.stop()


def serve(host: str, port: int, *, demo: bool) -> None:
    """Run until told to stop. Raises ConfigError."""
    server.check_port(host, port)
    say("Starting Egret …")
    process = Alone(demo=demo)
    bind = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    server.Server(process.load, process.stop, {"bind": bind}).run()
