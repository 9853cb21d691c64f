"""A broker and a database server for all the runs, for starting one costs more than most runs do."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from tests.provision import shared


@contextmanager
def lent(without: str) -> Iterator[None]:
    """What is not left out stands until the end, where the tests look for an address first."""
    with shared.run():
        for kind, variable in shared.GIVEN.items():
            if kind not in without.split(","):
                found = shared.address(kind)
                os.environ[variable] = found["url"]
                os.environ.update({f"{variable}_API": found["api"]} if "api" in found else {})
        yield
