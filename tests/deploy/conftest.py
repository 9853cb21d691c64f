"""A product that runs, shared by the tests of a file where they only look."""

import signal
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.deploy import kept_demo
from tests.deploy.running import Running
from tests.provision.ports import free_ports


@pytest.fixture
def up(tmp_path: Path) -> Iterator[Callable[..., Running]]:
    """`up(*arguments)`: start the product on a free port; killed at the end of the test."""
    with ExitStack() as stack:

        def start(*arguments: str, data: Path | None = None, **environ: str) -> Running:
            started = Running(data or tmp_path / "data", *arguments, port=free_ports(1)[0], **environ)
            stack.callback(started.end, signal.SIGKILL)
            return started

        yield start


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """The embedded product with the demo loaded."""
    started = Running(kept_demo.put(tmp_path_factory.mktemp("demo") / "data"), "--demo", port=free_ports(1)[0])
    try:
        started.links()
        yield started
    finally:
        started.end(signal.SIGKILL)
