"""The same things from Docker, through pytest-docker and `deploy/compose.test.yaml`."""

import contextlib
import functools
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from pytest_docker.plugin import get_docker_ip, get_docker_services

COMPOSE = Path(__file__).parents[2] / "deploy" / "compose.test.yaml"


@functools.cache
def usable() -> bool:
    """Whether there is a Docker engine that answers, and the compose plugin."""
    if not shutil.which("docker"):
        return False
    for question in (["docker", "info"], ["docker", "compose", "version"]):
        try:
            if subprocess.run(question, capture_output=True, timeout=10).returncode != 0:
                return False
        except (OSError, subprocess.TimeoutExpired):
            return False
    return True


@contextlib.contextmanager
def service(name: str, project: str) -> Iterator[dict[str, str]]:
    """Run one service of the compose file and yield its addresses."""
    setup, cleanup = f"up --wait --detach {name}", "down --volumes --timeout 5"
    with get_docker_services("docker compose", str(COMPOSE), project, [setup], [cleanup]) as services:
        host = get_docker_ip()
        if name == "broker":
            login = f"guest:guest@{host}"
            yield {
                "url": f"amqp://{login}:{services.port_for(name, 5672)}",
                "api": f"http://{login}:{services.port_for(name, 15672)}",
            }
        else:
            yield {"url": f"postgresql://postgres:postgres@{host}:{services.port_for(name, 5432)}"}
