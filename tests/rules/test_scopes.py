"""A scope is put together in one place, so that nothing can write one that nothing else reads."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.rules.tree import CHECKED, ROOT, name_of, parsed, python_files

BEGINS = re.compile(r"(edition|event|organisation):")
OURS = ROOT / "contracts" / "scopes.py"


def pieced_together(path: Path) -> Iterator[int]:
    """The lines on which a string that begins like a scope is made of pieces."""
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.JoinedStr):
            first = node.values[0] if node.values else None
        else:
            first = node.left if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add) else None
        if isinstance(first, ast.Constant) and isinstance(first.value, str) and BEGINS.match(first.value):
            yield getattr(node, "lineno", 0)


def test_no_code_pieces_a_scope_together() -> None:
    files = [path for path in python_files(*CHECKED) if path != OURS]
    assert [f"{name_of(path)}:{line}" for path in files for line in pieced_together(path)] == []


def test_no_template_writes_a_scope() -> None:
    templates = sorted((ROOT / "gateway" / "templates").rglob("*.html"))
    written = re.compile(r"""['"](edition|event|organisation):|['"]\*['"]""")
    assert [name_of(path) for path in templates if written.search(path.read_text("utf-8"))] == []
