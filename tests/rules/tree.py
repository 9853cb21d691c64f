"""The source tree, as the rules look at it."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
PRODUCT = ("contracts", "chassis", "services", "gateway", "deploy")
CHECKED = (*PRODUCT, "bench", "tests")
SERVICES = ROOT / "services"


@cache
def python_files(*folders: str) -> list[Path]:
    """The Python files of these folders, migrations left out: they are history."""
    files = [path for folder in folders for path in sorted((ROOT / folder).rglob("*.py"))]
    return [path for path in files if "migrations" not in path.parts or path.name in {"env.py"}]


@cache
def name_of(path: Path) -> str:
    """The path as people name it."""
    return path.relative_to(ROOT).as_posix()


@cache
def text(path: Path) -> str:
    """What is written in a file, read once for all the rules."""
    return path.read_text("utf-8")


@cache
def parsed(path: Path) -> ast.Module:
    """A Python file as its compiler sees it, parsed once for all the rules."""
    return ast.parse(text(path))


@cache
def syntax(path: Path) -> tuple[ast.AST, ...]:
    """Everything in a Python file, outer things first, walked through once for all the rules."""
    return tuple(ast.walk(parsed(path)))


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """The functions and methods of a file, inner ones too."""
    return (node for node in syntax(path) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def placed(path: Path, found: re.Match[str]) -> str:
    """`path:line: the line` of something found in a file."""
    before = text(path)[: found.start()]
    return f"{name_of(path)}:{before.count(chr(10)) + 1} {text(path).splitlines()[before.count(chr(10))].strip()}"


def areas() -> list[Path]:
    """The areas of every service: its folders, and those of its wings, that hold an `api.py`."""
    return sorted(path.parent for path in SERVICES.rglob("api.py"))
