"""A private PostgreSQL server: own port, own folder, nothing left behind."""

import contextlib
import signal
import subprocess
from collections.abc import Mapping

import psutil
import psycopg

from tests.provision.errors import Missing
from tests.provision.machine import Machine, end
from tests.provision.ports import free_ports, wait_until

PROGRAMS = ("/usr/lib/postgresql/*/bin/{0}", "/opt/homebrew/opt/postgresql@*/bin/{0}", "{0}")
SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "300",
    "shared_buffers": "64MB",
}
DURABLE = {**SETTINGS, "fsync": "on", "synchronous_commit": "on", "full_page_writes": "on"}
"""For measuring: as a server runs that keeps what it committed."""


class Postgres:
    """One server with trust for the local superuser `postgres`."""

    def __init__(self, machine: Machine | None = None, settings: Mapping[str, str] = SETTINGS) -> None:
        self._settings = settings
        self.machine = machine or Machine.chosen()
        found = [self.machine.find(*(p.format(name) for p in PROGRAMS)) for name in ("initdb", "postgres")]
        if not all(found):
            raise Missing("postgres is not on this machine")
        self.initdb, self.server = (str(path) for path in found)
        self.folder = self.machine.folder("postgres")
        (self.port,) = free_ports(1)
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """The server, without a database name."""
        return f"postgresql://postgres@127.0.0.1:{self.port}"

    def _run(self, argv: list[str]) -> subprocess.Popen[bytes]:
        return self.machine.start(
            argv, user="postgres", env={"HOME": self.folder.inside}, log=self.folder.outside / "output"
        )

    def start(self) -> "Postgres":
        """Create the cluster and wait until clients are welcome. Raises TimeoutError."""
        data = f"{self.folder.inside}/cluster"
        initdb = [self.initdb, "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-N"]
        if self._run(initdb).wait() != 0:
            raise TimeoutError(f"initdb failed: {(self.folder.outside / 'output').read_text()[-1000:]}")
        return self.serve()

    def serve(self) -> "Postgres":
        """Serve the cluster that is there, also after `kill`. Raises TimeoutError."""
        options = [text for name, value in self._settings.items() for text in ("-c", f"{name}={value}")]
        data = f"{self.folder.inside}/cluster"
        process = self._run([self.server, "-D", data, "-p", str(self.port), "-k", self.folder.inside, *options])
        self._process = process
        wait_until(self.answers, seconds=60, what="postgres", alive=lambda: process.poll() is None)
        return self

    def answers(self) -> bool:
        """Whether a client may connect."""
        try:
            psycopg.connect(f"{self.url}/postgres", connect_timeout=2).close()
        except psycopg.OperationalError:
            return False
        return True

    def signal(self, sign: signal.Signals) -> None:
        """Send a signal to the server and all its processes, such as SIGSTOP and SIGCONT."""
        if self._process is not None:
            first = psutil.Process(self._process.pid)
            for process in (*first.children(recursive=True), first):
                with contextlib.suppress(psutil.NoSuchProcess):
                    process.send_signal(sign)

    def kill(self) -> None:
        """SIGKILL, as a crash would; what was committed stays."""
        if self._process is not None:
            self.signal(signal.SIGKILL)
            self._process.wait(10)

    def close(self) -> None:
        """End it at once and delete the folder."""
        if self._process is not None:
            end(self._process, how=signal.SIGQUIT, patience=10)
        self.folder.remove()
