"""The embedded way to run: web processes and a host, forked from one that has loaded everything."""

import multiprocessing
import os
import threading
import traceback
from collections.abc import Callable
from typing import Any

from chassis import logs
from deploy import server, welcome
from deploy.databases import prepare_all
from deploy.embedded import Embedded
from deploy.folder import HOW_TO_END, say
from deploy.parts import gateway_settings


class Alone:
    """What the server has its processes do."""

    def __init__(self, *, demo: bool) -> None:
        self.demo = demo
        self.product: Embedded | None = None
        self.welcomed = multiprocessing.get_context("fork").Event()
        """Shared by all that are forked: a host that takes the place of one before it greets nobody again."""

    def load(self) -> Callable[..., Any]:
        """In the first process: migrate and compose. Raises ConfigError."""
        logs.setup(os.environ.get("EGRET_LOG_LEVEL") or "warning", "egret")
        prepare_all(say)
        self.product = Embedded()
        return self.product.wsgi

    @property
    def _composed(self) -> Embedded:
        assert self.product is not None  # noqa: S101  loaded before any fork
        return self.product

    def serve(self) -> None:
        """In each web process: hear of what the others commit."""
        self._composed.serve()

    def host(self) -> None:
        """In the host: events, jobs and live pages; people are welcomed beside."""
        self._composed.start()
        threading.Thread(target=self._welcome, name="welcome", daemon=True).start()

    def stop(self) -> None:
        """In each process, before it ends."""
        self._composed.stop()

    def _welcome(self) -> None:
        product = self._composed
        if self.welcomed.is_set():
            return
        try:
            welcome.run(product.clients, product.databases["gateway"], product.url, demo=self.demo)
            say(HOW_TO_END)
            self.welcomed.set()
        except Exception as error:
            traceback.print_exc()
            say(f"Not everything could be loaded: {error}. Start again to go on where it stopped.")


def serve(host: str, port: int, *, web: int, demo: bool) -> None:
    """Run until told to stop. Raises ConfigError."""
    server.check_port(host, port)
    say("Starting Egret …")
    process = Alone(demo=demo)
    bind = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    options = {"bind": bind, "workers": web}
    steps = {"serve": process.serve, "host": process.host, "stop": process.stop}
    server.Server(process.load, options, **steps, proxies=gateway_settings().trusted_proxies).run()
