"""The source tree, as the rules look at it."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
PRODUCT = ("contracts", "chassis", "services", "gateway", "deploy")
CHECKED = (*PRODUCT, "bench", "tests")
SERVICES = ROOT / "services"


def python_files(*folders: str) -> list[Path]:
    """The Python files of these folders, migrations left out: they are history."""
    files = [path for folder in folders for path in sorted((ROOT / folder).rglob("*.py"))]
    return [path for path in files if "migrations" not in path.parts or path.name in {"env.py"}]


def name_of(path: Path) -> str:
    """The path as people name it."""
    return path.relative_to(ROOT).as_posix()


@cache
def parsed(path: Path) -> ast.Module:
    """What is written in a file, parsed once for all the rules."""
    return ast.parse(path.read_text("utf-8"))


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """The functions and methods of a file, inner ones too."""
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def areas() -> list[Path]:
    """The areas of every service: its folders, and those of its wings, that hold an `api.py`."""
    return sorted(path.parent for path in SERVICES.rglob("api.py"))
