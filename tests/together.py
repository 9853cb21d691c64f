"""People who press in the same instant."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar

Result = TypeVar("Result")


def goes_well(call: Callable[[], object], refusal: type[Exception]) -> bool:
    """Whether the call is not refused with this."""
    try:
        call()
    except refusal:
        return False
    return True


def at_once(calls: Sequence[Callable[[], Result]]) -> list[Result]:
    """The results of calls released together, each in a thread of its own; what one raises is raised."""
    gate = Barrier(len(calls))

    def run(call: Callable[[], Result]) -> Result:
        gate.wait()
        return call()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))
