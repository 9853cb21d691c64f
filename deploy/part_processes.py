"""What the processes of one part do: some serve the web, one may be the host of its events and jobs."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from chassis import logs
from chassis.app import create_app
from chassis.http.clients import clients
from chassis.storage.commit_watch import Watch
from chassis.storage.engine import Database
from deploy import server
from deploy.parts import PARTS, gateway_settings, settings_of

if TYPE_CHECKING:
    from chassis.events.worker import Worker


def serve(part: str, bind: str, workers: int, *, with_worker: bool) -> None:
    """Run the processes of one part until told to stop. Raises ConfigError."""
    process = Web(part)
    options = {"bind": bind, "workers": workers}
    host = with_host(process) if with_worker else None
    proxies = gateway_settings().trusted_proxies if part == "gateway" else None
    server.Server(process.load, options, serve=process.serve, host=host, stop=process.stop, proxies=proxies).run()


def with_host(process: "Web") -> Callable[[], None]:
    """What the host does; a web side without a worker does not load what that needs."""
    from deploy.part_worker import start  # noqa: PLC0415  as said above

    return lambda: process.host(start)


class Web:
    """What the server has the processes of one part do."""

    def __init__(self, part: str) -> None:
        self._part, self._settings = part, settings_of(part)
        self._clients = clients(self._settings)
        self._ending: list[Callable[[], object]] = []

    def load(self) -> Callable[..., Any]:
        """In the first process: the application, which reaches the other parts over HTTP."""
        logs.setup(self._settings.log_level, self._part)
        self._database = Database(self._settings.database_url(self._part))
        if self._part != "gateway":
            return create_app(PARTS[self._part], self._settings, self._database).wsgi_app
        from gateway.app import make  # noqa: PLC0415  the services run without the gateway's pages
        from gateway.edge.page_cache import Fresh  # noqa: PLC0415  as above

        app = make(self._settings, self._clients, self._database)
        self._ending.append(app.extensions["egret_live"].close)
        return Fresh(app)

    def serve(self) -> None:
        """In each web process: hear of what the others commit, and let them hear."""
        self._ending.append(Watch(self._database).start().close)

    def host(self, start: "Callable[..., Worker]") -> None:
        """In the host: relay, consumer and jobs."""
        worker = start(self._part, self._settings, self._database)
        self._ending += [worker.stop, worker.join]

    def stop(self) -> None:
        """In each process, before it ends."""
        for end in self._ending:
            end()
