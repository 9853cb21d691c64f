"""The demo's data, loaded once for a whole run of the tests and copied from then on.

The load is killed on the way and goes on: nothing that is looked at afterwards may lack for that.
"""

import shutil
import signal
from pathlib import Path

from tests.deploy.running import Running
from tests.provision import shared
from tests.provision.ports import free_ports


def put(data: Path) -> Path:
    """Make this the data folder of an embedded product whose demo is loaded; returns it."""
    shutil.copytree(shared.made_once("demo", _load), data)
    return data


def _load(data: Path) -> None:
    loading = Running(data, "--demo", port=free_ports(1)[0])
    try:
        loading.wait_for("  score sheets")
        loading.end(signal.SIGKILL)
        loading.start("--demo")
        loading.links()
    finally:
        assert loading.end(signal.SIGTERM) == 0, loading.said()
