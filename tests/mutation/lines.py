"""Which tests pass through which lines of the files that are to be changed."""

import json
import sys
import threading
from collections import defaultdict
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

IMPORTING = ""
"""Stands for the time before any test: what runs then matters to every test that passes through the file."""


class Lines:
    """A plugin of pytest: notes for each file and line the tests that pass through it."""

    def __init__(self, files: list[Path], told: Path) -> None:
        self._names = {str(file): file.name for file in files}
        self._told = told
        self._test = IMPORTING
        self._failed: set[str] = set()
        self._seen: dict[str, dict[int, set[str]]] = {str(file): defaultdict(set) for file in files}

    def start(self) -> None:
        """Look at every call from now on, in every thread."""
        threading.settrace(self._call)
        sys.settrace(self._call)

    def _call(self, frame: FrameType, event: str, argument: Any) -> Any:
        if frame.f_code.co_filename not in self._names:
            return None
        seen = self._seen[frame.f_code.co_filename]
        seen[frame.f_lineno].add(self._test)

        def line(frame: FrameType, event: str, argument: Any) -> Any:
            seen[frame.f_lineno].add(self._test)
            return line

        return line

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_logstart(self, nodeid: str) -> None:
        """From here on everything is for this test, also what it sets up."""
        self._test = nodeid

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """A test that fails as it is notices nothing."""
        if report.failed:
            self._failed.add(report.nodeid)

    def pytest_sessionfinish(self) -> None:
        """Tell what was seen."""
        sys.settrace(None)
        threading.settrace(None)  # type: ignore[arg-type]  # as documented
        lines = {
            file: {line: sorted(tests - self._failed) for line, tests in seen.items()}
            for file, seen in self._seen.items()
        }
        told = {"lines": lines, "failed": sorted(self._failed), "modules": sorted(sys.modules)}
        self._told.write_text(json.dumps(told), "utf-8")


def passing(lines: dict[str, list[str]], first: int, last: int) -> list[str]:
    """The tests that pass through these lines; all that pass through the file where none does, or before any test."""
    found = {test for line in range(first, last + 1) for test in lines.get(str(line), ())}
    if not found or IMPORTING in found:
        found |= {test for tests in lines.values() for test in tests}
    return sorted(found - {IMPORTING})
