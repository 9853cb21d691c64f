"""Whoever knows one area knows them all."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.rules.tree import (
    CHECKED,
    PRODUCT,
    ROOT,
    SERVICES,
    areas,
    functions,
    name_of,
    parsed,
    placed,
    python_files,
    syntax,
    text,
)

AREA = {"__init__.py", "api.py", "schemas.py", "actions.py"}
"""What every area has; `models.py` and `errors.py` beside them where it owns a table or refuses in its own words."""
SERVICE = {"__init__.py", "app.py", "base.py", "config.py", "handlers.py", "migrations", "translations"}
FORBIDDEN = {"util", "utils", "helper", "helpers", "manager", "managers", "misc", "common"}
EMPTY_WORDS = {"data", "process"}
PUT_OFF = re.compile(r"#.*\b(TO" + r"DO|FIX" + r"ME|HA" + r"CK)\b")
SILENCED = re.compile(r"# (noqa|type: ignore)(?=[:\[\s]|$)", re.MULTILINE)
REASONED = re.compile(r"# (noqa: [A-Z0-9, ]+|type: ignore\[[\w, -]+\])  (# )?[\w`]")


def lacking(folder: Path, wanted: set[str]) -> set[str]:
    return {f"{name_of(folder)}/{name}" for name in wanted - {path.name for path in folder.iterdir()}}


def test_areas_have_the_files_every_area_has() -> None:
    assert set().union(*(lacking(area, AREA) for area in areas())) == set()


def test_services_have_the_files_every_service_has() -> None:
    assert set().union(*(lacking(path.parent, SERVICE) for path in SERVICES.glob("*/app.py"))) == set()


def words(name: str) -> set[str]:
    """`ScoreManager`, `score_manager` -> score, manager."""
    return set(re.sub("([A-Z])", r"_\1", name).lower().split("_"))


def names(path: Path) -> set[str]:
    classes = {node.name for node in syntax(path) if isinstance(node, ast.ClassDef)}
    return {path.stem, path.parent.name} | classes | {function.name for function in functions(path)}


def test_names_say_what_a_thing_is() -> None:
    assert [
        f"{name_of(path)}: {name}"
        for path in python_files(*CHECKED)
        for name in sorted(names(path))
        if words(name) & FORBIDDEN or (name in EMPTY_WORDS and name == path.stem)
    ] == []


def every(pattern: re.Pattern[str]) -> Iterator[tuple[Path, re.Match[str]]]:
    """Where it stands in the tree."""
    return ((path, found) for path in python_files(*CHECKED) for found in pattern.finditer(text(path)))


def test_nothing_is_put_off_in_comments() -> None:
    assert [placed(path, found) for path, found in every(PUT_OFF)] == []


def test_silenced_checks_carry_a_reason() -> None:
    assert [
        placed(path, found) for path, found in every(SILENCED) if not REASONED.match(found.string, found.start())
    ] == []


@pytest.mark.parametrize(
    ("line", "reasoned"),
    [
        ("x  # noqa: S104  compared, not bound", True),
        ("x  # type: ignore[misc]  # the library is not typed", True),
        ("x  # no" + "qa: S104", False),
        ("x  # no" + "qa", False),
        ("x  # type: ig" + "nore[misc, arg-type]", False),
    ],
)
def test_reason_is_what_follows_the_codes(line: str, reasoned: bool) -> None:
    assert bool(REASONED.search(line)) is reasoned


def test_every_module_says_what_it_is_for() -> None:
    told = {name_of(path): ast.get_docstring(parsed(path)) for path in python_files(*PRODUCT)}
    assert [path for path, docstring in told.items() if not docstring and not path.endswith("__init__.py")] == []


def public(body: list[ast.stmt]) -> Iterator[ast.FunctionDef]:
    """Public functions, and public methods of public classes that stand for themselves: others say what bases say."""
    for node in body:
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            yield node
        elif isinstance(node, ast.ClassDef) and not node.name.startswith("_") and not node.bases:
            yield from public(node.body)


def overridden(function: ast.FunctionDef) -> bool:
    """An overload's text stands with the function itself."""
    return any("overload" in ast.unparse(decorator) for decorator in function.decorator_list)


def test_every_public_function_says_what_it_does() -> None:
    assert [
        f"{name_of(path)}:{function.lineno} {function.name}"
        for path in python_files(*PRODUCT)
        for function in public(parsed(path).body)
        if not ast.get_docstring(function) and not overridden(function)
    ] == []


def test_no_number_changes_by_a_mouse_wheel() -> None:
    """An input of the type `number` does, where it has the focus; a text with figures for a keyboard does not."""
    templates = sorted((ROOT / "gateway" / "templates").rglob("*.html"))
    assert [name_of(path) for path in templates if 'type="number"' in text(path)] == []
