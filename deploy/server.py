"""gunicorn, started from code: processes forked from one that has loaded everything, threads, quick to stop.

The first process loads and wires the application and opens nothing. Its children share that memory: some serve the web,
and one, the host, may do instead what is done once: events, timers.
"""

import contextlib
import gc
import os
import resource
import signal
import socket
from collections.abc import Callable
from typing import Any

from gunicorn.app.base import BaseApplication
from gunicorn.arbiter import Arbiter

from chassis.config import ConfigError
from deploy.child import orphaned

WORKER = "deploy.handover.Worker"
THREADS = 64
"""Requests served by one process at the same time; open live pages are not among them."""
CONNECTIONS = 4000
"""Connections of one process, nearly all of them at rest."""
KEEPALIVE = 75
"""Seconds an unused connection stays open: long, since the parts keep theirs to each other."""
PATIENCE = 3
"""Seconds that running requests get when the server stops."""
HUNG = 30
"""Seconds without a sign of life after which a process counts as hung, once it has given a first one."""
COLLECT_EVERY = 20_000
"""Objects made and not freed before the collector looks at the young ones; Python's own number, 700, is half a page."""
DO_NOT_RETRY = Arbiter.APP_LOAD_ERROR
"""Exit code of a worker that must not be started again."""
Load = Callable[[], Callable[..., Any]]
Step = Callable[[], None]


def nothing() -> None:
    """What a process does where there is nothing to do."""


class Server(BaseApplication):
    """Web processes and, if wanted, a host beside them."""

    def __init__(
        self,
        load: Load,
        options: dict[str, Any],
        *,
        serve: Step = nothing,
        host: Step | None = None,
        stop: Step = nothing,
        proxies: int | None = None,
    ) -> None:
        """`load` wires the application, before any fork, and opens no connection and no thread.

        After the fork each web process begins with `serve`, the host with `host`; both end with `stop`. `proxies` is
        how many in front are believed when they say who asks; None where only our own parts ask.
        """
        self._load, self._options, self._stop = load, options, stop
        self.begin_web, self.begin_host, self.proxies = serve, host, proxies
        super().__init__()

    def load_config(self) -> None:
        """Ours over gunicorn's defaults."""
        options = {
            "worker_class": WORKER,
            "workers": 1,
            "threads": THREADS,
            "worker_connections": CONNECTIONS,
            "keepalive": KEEPALIVE,
            "timeout": HUNG,
            "graceful_timeout": PATIENCE + 7,
            "loglevel": "warning",
            "proc_name": "egret",
            "control_socket_disable": True,
            "preload_app": True,
            "forwarded_allow_ips": "",
            "limit_request_line": 8190,
            "limit_request_fields": 64,
            "limit_request_field_size": 8190,
            "pre_fork": self._appoint,
            "post_worker_init": _settle,
            "worker_exit": self._exit,
            **self._options,
        }
        self._web = options["workers"]
        options["workers"] += self.begin_host is not None
        for name, value in options.items():
            self.cfg.set(name, value)

    def load(self) -> Callable[..., Any]:
        """Called in the first process."""
        gc.disable()  # nothing that is loaded goes away again
        loaded = self._load()
        gc.enable()
        settle_memory()
        return loaded

    def run(self) -> None:
        """Serve until told to stop. Raises ConfigError."""
        allow_many_files()
        GracefulArbiter(self).run()

    def _appoint(self, arbiter: Arbiter, worker: Any) -> None:
        """Called before each fork: whoever comes when there are web processes enough is the host."""
        web = sum(not other.hosting for other in arbiter.WORKERS.values())
        worker.hosting = web >= self._web

    def _exit(self, _arbiter: Arbiter, worker: Any) -> None:
        """Also called in the parent, for a worker that is gone. Threads that wait must not hold the process."""
        if worker.pid == os.getpid() and worker.booted:
            self._stop()
            os._exit(0)


class GracefulArbiter(Arbiter):
    """Ctrl-C lets running requests finish; a second one does not wait."""

    def handle_int(self) -> None:
        """As SIGTERM."""
        self.handle_term()

    def handle_hup(self) -> None:
        """There is nothing to load anew; a terminal that closes does not stop the product."""

    def murder_workers(self) -> None:
        """Called every second; the place to notice that the supervisor is gone."""
        super().murder_workers()
        if orphaned():
            self.handle_term()


def _settle(worker: Any) -> None:
    """The terminal sends Ctrl-C to the whole group; only the parent acts on it, and tells the worker."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    worker.cfg.set("graceful_timeout", PATIENCE)


def settle_memory() -> None:
    """Spare the garbage collector what is there for good, and let it look less often: a request leaves little behind.

    Called once all is loaded, before the fork: what the collector does not touch stays shared between the processes. It
    took a twentieth of the time of a page before.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(COLLECT_EVERY, 20, 20)


def allow_many_files() -> None:
    """Let this process and its children open as many files and connections as the system grants."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    with contextlib.suppress(ValueError, OSError):  # macOS names a limit that it does not grant
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


def check_port(host: str, port: int) -> None:
    """Raises ConfigError if somebody else listens there already."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise ConfigError(
                f"Port {port} on {host} cannot be used ({error.strerror}). Choose another: ./egret up --port {port + 1}"
            ) from error
