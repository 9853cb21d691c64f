"""Imports run one way; `[tool.importlinter]` in pyproject.toml says which."""

import subprocess
import sys

from tests.rules.tree import ROOT


def test_imports_keep_to_the_layers() -> None:
    linter = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    told = subprocess.run([sys.executable, "-c", linter, "--no-cache"], cwd=ROOT, capture_output=True, text=True)
    assert told.returncode == 0, told.stdout
