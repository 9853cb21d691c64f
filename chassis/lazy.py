"""Libraries that few requests need: imported when first used, so that a process that never does stays small.

    if TYPE_CHECKING:
        import segno
    else:
        segno = Lazy("segno")

`tests/deploy/test_imports.py` lists them. A module that only one way of running needs is imported in a function.
"""

import importlib
from typing import Any


class Lazy:
    """Stands for a module. Any number of threads may use it first."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, attribute: str) -> Any:
        return getattr(importlib.import_module(self._name), attribute)
