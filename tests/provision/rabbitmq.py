"""A private RabbitMQ: own ports, own folder, own port mapper, nothing left behind."""

import contextlib
import signal
import subprocess

from tests.provision import vhosts
from tests.provision.errors import Missing
from tests.provision.machine import Machine, end
from tests.provision.ports import free_ports, wait_until

SERVER = ("/usr/lib/rabbitmq/bin/rabbitmq-server", "/opt/homebrew/sbin/rabbitmq-server", "rabbitmq-server")
CONFIG = """\
listeners.tcp.1 = 127.0.0.1:{amqp}
management.tcp.ip = 127.0.0.1
management.tcp.port = {api}
loopback_users = none
log.console = true
log.console.level = warning
log.file = false
disk_free_limit.absolute = 50MB
"""


class RabbitMQ:
    """One broker. `kill` and `start` again keep its messages; `close` removes everything."""

    def __init__(self, machine: Machine | None = None) -> None:
        self.machine = machine or Machine.chosen()
        server = self.machine.find(*SERVER)
        if not server:
            raise Missing("rabbitmq-server is not on this machine")
        self.server = server
        self.folder = self.machine.folder("rabbitmq")
        self.amqp, self.api, self.dist, self.mapper = free_ports(4)
        self._process: subprocess.Popen[bytes] | None = None
        (self.folder.outside / "rabbitmq.conf").write_text(CONFIG.format(amqp=self.amqp, api=self.api))
        (self.folder.outside / "plugins").write_text("[rabbitmq_management].\n")
        self._epmd = self._run([self.machine.find("/usr/bin/epmd", "epmd") or "epmd", "-port", str(self.mapper)])

    def _run(self, argv: list[str]) -> subprocess.Popen[bytes]:
        inside = self.folder.inside
        env = {
            "HOME": inside,
            "ERL_EPMD_PORT": str(self.mapper),
            "ERL_EPMD_ADDRESS": "127.0.0.1",
            "RABBITMQ_NODENAME": f"egret{self.amqp}@localhost",
            "RABBITMQ_DIST_PORT": str(self.dist),
            "RABBITMQ_CONFIG_FILE": f"{inside}/rabbitmq.conf",
            "RABBITMQ_CONF_ENV_FILE": f"{inside}/none",
            "RABBITMQ_ENABLED_PLUGINS_FILE": f"{inside}/plugins",
            "RABBITMQ_MNESIA_BASE": f"{inside}/mnesia",
            "RABBITMQ_LOG_BASE": f"{inside}/log",
            "RABBITMQ_PID_FILE": f"{inside}/pid",
            "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS": "+sbwt none +sbwtdcpu none +sbwtdio none",
            "RUNNING_UNDER_SYSTEMD": "true",
        }
        return self.machine.start(argv, user="rabbitmq", env=env, log=self.folder.outside / "output")

    @property
    def url(self) -> str:
        """Where clients connect; add a vhost."""
        return f"amqp://guest:guest@127.0.0.1:{self.amqp}"

    @property
    def api_url(self) -> str:
        """Where the management API answers."""
        return f"http://guest:guest@127.0.0.1:{self.api}"

    @property
    def alive(self) -> bool:
        """Whether the server process runs."""
        return self._process is not None and self._process.poll() is None

    def start(self) -> "RabbitMQ":
        """Boot and wait until clients are welcome. Raises TimeoutError with the end of its output."""
        if not self.alive:
            self._process = self._run([self.server])
        try:
            wait_until(
                lambda: vhosts.answers(self.api_url), seconds=90, what="rabbitmq-server", alive=lambda: self.alive
            )
        except TimeoutError as error:
            output = (self.folder.outside / "output").read_text(errors="replace")[-2000:]
            raise TimeoutError(f"{error}; its last words:\n{output}") from None
        return self

    def ctl(self, *arguments: str) -> None:
        """Run rabbitmqctl. Raises RuntimeError if it fails."""
        program = self.machine.find("/usr/lib/rabbitmq/bin/rabbitmqctl", "rabbitmqctl")
        if self._run([program or "rabbitmqctl", *arguments]).wait(60) != 0:
            raise RuntimeError(f"rabbitmqctl {' '.join(arguments)} failed")

    def signal(self, sign: signal.Signals) -> None:
        """Send a signal to the server itself, such as SIGSTOP and SIGCONT."""
        if self._process is not None:
            self._process.send_signal(sign)

    def kill(self) -> None:
        """SIGKILL, as a crash would; messages on disk stay."""
        if self._process is not None:
            end(self._process, how=signal.SIGKILL, patience=10)

    def stop(self) -> None:
        """Shut down in order; messages stay."""
        if self._process is not None:
            end(self._process, how=signal.SIGTERM, patience=20)

    def close(self) -> None:
        """End everything and delete the folder."""
        with contextlib.suppress(ProcessLookupError):
            self.kill()
        end(self._epmd, how=signal.SIGKILL, patience=5)
        self.folder.remove()
