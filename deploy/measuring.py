"""Metrics of several processes, counted together."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

SHARED = "PROMETHEUS_MULTIPROC_DIR"
"""Where prometheus' library finds the folder, when it is first imported."""


@contextmanager
def counted_together() -> Iterator[None]:
    """Let all processes that are forked inside the block count in files of one folder, gone afterwards.

    Whatever counts must be imported inside the block.
    """
    with tempfile.TemporaryDirectory(prefix="egret-metrics-", ignore_cleanup_errors=True) as folder:
        os.environ[SHARED] = folder
        try:
            yield
        finally:
            os.environ.pop(SHARED, None)
