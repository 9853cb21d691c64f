"""Memory of the embedded product: the demo loaded, then page views, then what its processes hold."""

import subprocess
import sys
import tempfile
from itertools import cycle, islice
from pathlib import Path

import psutil
import urllib3

from tests.provision.ports import free_ports

ROOT = Path(__file__).parents[1]
PAGES = ("/", "/signin", "/volunteer", "/?lang=en")


def embedded_memory(views: int) -> int:
    """Bytes held by all processes of `egret up --demo` after so many page views; shared pages counted once (PSS)."""
    (port,) = free_ports(1)
    with tempfile.TemporaryDirectory(prefix="egret-bench-") as data:
        command = [sys.executable, "-P", "-m", "deploy", "up", "--demo", "--port", str(port)]
        env = {"PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT), "EGRET_DATA": data, "LANG": "C.UTF-8"}
        running = subprocess.Popen(command, cwd=ROOT, env=env, stdout=subprocess.PIPE, text=True)
        try:
            _wait(running)
            _view(port, views)
            root = psutil.Process(running.pid)
            return sum(process.memory_full_info().pss for process in (root, *root.children(recursive=True)))
        finally:
            running.terminate()
            running.wait(20)


def _wait(running: "subprocess.Popen[str]") -> None:
    """Until the demo is loaded, which is the last thing it says."""
    assert running.stdout
    if not any("Stop with Ctrl-C" in line for line in running.stdout):
        raise RuntimeError("the product did not start")


def _view(port: int, views: int) -> None:
    pool = urllib3.HTTPConnectionPool("127.0.0.1", port)
    for page in islice(cycle(PAGES), views):
        if (status := pool.request("GET", page).status) != 200:
            raise RuntimeError(f"{page} answered {status}")
