"""The way to run with RabbitMQ: each part with web processes and a worker of its own, under one supervisor."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from chassis.config import ConfigError
from deploy import cli, server
from deploy.child import FORKS, Child, orphaned
from deploy.folder import HOW_TO_END, say
from deploy.pulse import BOOT, Pulse

NAMES = ("registration", "judging", "notify", "gateway")
EVERY, ANSWER = 5.0, 5.0
"""Seconds between two questions to a web process whether it still answers, and until its answer is missed."""
PATIENCE = 15.0
"""Seconds the processes get to stop."""
_DIRECT = urllib.request.build_opener(urllib.request.ProxyHandler({}))


class Supervisor:
    """Keeps the processes running until told to stop."""

    def __init__(self, host: str, port: int, web: int = 1) -> None:
        """The gateway gets so many web processes, each service half as many, as every page is drawn by the gateway."""
        self.stopping = threading.Event()
        inner = [reach("127.0.0.1", at) for at in free_ports(len(NAMES) - 1)]
        self.places = dict(zip(NAMES, [*inner, reach(host, port)], strict=True))
        """Where each web side listens."""
        self.environ = {
            **os.environ,
            "EGRET_SERVICES": ",".join(f"{name}=http://{at}" for name, at in self.places.items()),
        }
        self.children = {
            name: self._child(name, at, web if name == "gateway" else -(-web // 2)) for name, at in self.places.items()
        }
        """By part."""
        self.pulses = {name: Pulse(partial(alive, at, timeout=ANSWER)) for name, at in self.places.items()}

    def _child(self, name: str, at: str, web: int) -> Child:
        arguments = ["web", name, "--bind", at, "--workers", str(web), "--with-worker"]
        return Child(name, partial(run_here, arguments), self.environ)

    def start(self) -> None:
        """Start every part and wait until all answer. Raises ConfigError."""
        for child in self.children.values():
            child.start()
        deadline = time.monotonic() + BOOT
        waiting = dict(self.places)
        while waiting and not self.stopping.is_set():
            waiting = {name: place for name, place in waiting.items() if not alive(place)}
            self.keep()
            if time.monotonic() > deadline:
                raise ConfigError(f"{', '.join(waiting)} did not start within {BOOT:.0f} s; see the lines above.")
            self.stopping.wait(0.1)

    def keep(self) -> None:
        """Start again what ended, each with a growing pause."""
        for child in self.children.values():
            child.keep()

    def watch(self) -> None:
        """Until told to stop: keep the processes, and end those that no longer answer."""
        due = time.monotonic() + EVERY
        with ThreadPoolExecutor(len(NAMES), "pulse") as pool:
            while not self.stopping.wait(0.5) and not orphaned():
                self.keep()
                if time.monotonic() >= due:
                    list(pool.map(self._look_after, self.children.values(), self.pulses.values()))
                    due = time.monotonic() + EVERY

    def _look_after(self, child: Child, pulse: Pulse) -> None:
        if child.pid is not None and pulse.hangs(child.started):
            say(f"{child.name} does not answer; starting it again")
            child.kill()

    def stop(self) -> None:
        """Stop everything: first the gateway, so that nothing new comes in, then the services."""
        inner = [child for name, child in self.children.items() if name != "gateway"]
        outer = [child for name, child in self.children.items() if name == "gateway"]
        for group in (outer, inner):
            for child in group:
                child.terminate()
            deadline = time.monotonic() + PATIENCE
            for child in group:
                child.wait(max(0.1, deadline - time.monotonic()))


def serve(host: str, port: int, *, web: int, demo: bool) -> None:
    """Run until SIGINT or SIGTERM. Raises ConfigError."""
    server.check_port(host, port)
    say("Starting Egret …")
    run_once(["migrate", "--quiet"], os.environ)
    FORKS.set_forkserver_preload(["deploy.preload"])
    supervisor = Supervisor(host, port, web)
    for sign in (signal.SIGINT, signal.SIGTERM):
        signal.signal(sign, lambda *_: supervisor.stopping.set())
    try:
        supervisor.start()
        if not supervisor.stopping.is_set():
            threading.Thread(target=_welcome, args=(demo, supervisor), daemon=True).start()
        supervisor.watch()
    finally:
        say("Stopping …")
        supervisor.stop()


def _welcome(demo: bool, supervisor: Supervisor) -> None:
    try:
        run_once(["welcome", *(["--demo"] if demo else [])], supervisor.environ)
        say(HOW_TO_END)
    except ConfigError as error:
        say(str(error))


def run_once(arguments: Sequence[str], environ: Mapping[str, str]) -> None:
    """Run a command of ours to its end. Raises ConfigError if it fails; it has said why."""
    command = [sys.executable, "-P", "-m", "deploy", *arguments]
    if subprocess.run(command, env=environ, start_new_session=True).returncode != 0:
        raise ConfigError(f"`egret {' '.join(arguments)}` failed; see the lines above.")


def run_here(arguments: Sequence[str]) -> None:
    """Run a command of ours as what this process, forked for it, is there for."""
    cli.egret.main(list(arguments), prog_name="egret")


def free_ports(count: int) -> list[int]:
    """Ports on the loopback address that nobody listens on."""
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [int(opened.getsockname()[1]) for opened in sockets]
    for opened in sockets:
        opened.close()
    return ports


def reach(host: str, port: int) -> str:
    """`host:port`, as addresses are written."""
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def alive(place: str, timeout: float = 1.0) -> bool:
    """Whether the web process at this `host:port` serves requests. Asked directly, whatever proxy the system names."""
    try:
        with _DIRECT.open(f"http://{place}/health/live", timeout=timeout) as answer:
            return bool(answer.status == 200)
    except (OSError, http.client.HTTPException):
        return False
