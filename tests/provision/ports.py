"""Free ports and waiting for somebody to answer on them."""

import socket
import time
from collections.abc import Callable


def free_ports(count: int) -> list[int]:
    """Ports on the loopback address that nobody listens on at the moment."""
    sockets = [socket.socket() for _ in range(count)]
    try:
        for opened in sockets:
            opened.bind(("127.0.0.1", 0))
        return [int(opened.getsockname()[1]) for opened in sockets]
    finally:
        for opened in sockets:
            opened.close()


def wait_until(
    ready: Callable[[], bool], *, seconds: float, what: str, alive: Callable[[], bool] = lambda: True
) -> None:
    """Ask `ready` until it says yes. Raises TimeoutError naming `what` after `seconds`, or once it is not alive."""
    deadline = time.monotonic() + seconds
    while not ready():
        if not alive():
            raise TimeoutError(f"{what} ended before it was ready")
        if time.monotonic() > deadline:
            raise TimeoutError(f"{what} was not ready after {seconds:.0f} s")
        time.sleep(0.1)
