"""Templates, compiled once for every process and every start, and kept where Python keeps compiled modules."""

import contextlib
import os
import sys
from pathlib import Path

from flask import Flask
from jinja2 import FileSystemBytecodeCache
from jinja2.bccache import Bucket

FOLDER = Path(__file__).parents[1] / "__pycache__" / "templates"
OURS = ("chassis", "gateway")
"""What gives templates their filters and says how they are compiled."""


class CompiledTemplates(FileSystemBytecodeCache):
    """Jinja's own. What is kept is good for the template and the code of ours that it was compiled by."""

    def __init__(self, folder: Path) -> None:
        super().__init__(str(folder), "%s.cache")
        files = {getattr(module, "__file__", None) for name, module in [*sys.modules.items()] if name.startswith(OURS)}
        self._code = max(os.stat(file).st_mtime_ns for file in files if file)

    def get_source_checksum(self, source: str) -> str:
        """Of the template and of our code: where a template filters what never changes, that is done as it compiles."""
        return super().get_source_checksum(f"{self._code} {source}")

    def dump_bytecode(self, bucket: Bucket) -> None:
        """As Jinja says; a full disk keeps nobody from their page."""
        with contextlib.suppress(OSError):
            super().dump_bytecode(bucket)


def init_app(app: Flask) -> None:
    """Keep compiled templates, where Python may keep compiled modules."""
    if sys.dont_write_bytecode:
        return
    with contextlib.suppress(OSError):
        FOLDER.mkdir(parents=True, exist_ok=True)
    if os.access(FOLDER, os.W_OK):
        app.jinja_env.bytecode_cache = CompiledTemplates(FOLDER)
