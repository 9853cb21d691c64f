"""The source tree of an earlier commit, so that now and then are measured in the same run on the same machine."""

import io
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.site import ROOT

BASELINE = "60a24b7"
"""The first release, against which aims are ratios."""


@contextmanager
def tree(commit: str) -> Iterator[Path]:
    """A folder with the files of that commit, gone after the block."""
    packed = subprocess.run(["git", "archive", commit], cwd=ROOT, capture_output=True, check=True)
    with tempfile.TemporaryDirectory(prefix="egret-bench-tree-") as folder:
        with tarfile.open(fileobj=io.BytesIO(packed.stdout)) as archive:
            archive.extractall(folder, filter="data")
        yield Path(folder)
