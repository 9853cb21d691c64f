"""A page is found by its name: file, blueprint and folder of templates are called alike."""

import ast
import re
from collections import defaultdict
from pathlib import Path

from tests.rules.tree import ROOT, name_of, python_files, syntax, text

PAGES = ROOT / "gateway" / "pages"
TEMPLATES = ROOT / "gateway" / "templates"
SHARED = {"components", "editors", "errors", "lists", "base.html"}
"""Templates that rooms share."""
MAKERS = {"Blueprint", "Editor", "Collecting", "manuscript_routes"}
"""What gives a blueprint its name: first, or as `name`."""


def given_names(path: Path) -> list[str]:
    """The names that a file gives to blueprints."""
    calls = [node for node in syntax(path) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)]
    given = [
        (call.args[:1] or [word.value for word in call.keywords if word.arg == "name"])
        for call in calls
        if isinstance(call.func, ast.Name) and call.func.id in MAKERS
    ]
    return [node.value for nodes in given for node in nodes if isinstance(node, ast.Constant)]


def test_blueprints_are_called_like_their_files() -> None:
    """What makes a whole room's pages may be called like the room."""
    assert [
        f"{name_of(path)}: {name}"
        for path in python_files("gateway/pages", "gateway/shell")
        for name in given_names(path)
        if name.replace("-", "_") not in {path.stem, path.parent.name}
    ] == []


def test_blueprints_of_services_are_called_after_their_files() -> None:
    """`api.py` has the name of its area, whatever else an area answers that of its file."""
    assert [
        f"{name_of(path)}: {name}"
        for path in python_files("services")
        for name in given_names(path)
        if (path.parent.name if path.stem == "api" else path.stem.removesuffix("_api")).replace("_", "-").rstrip("s")
        not in name
    ] == []


def room_of(template: str) -> Path:
    """The folder of pages in whose room a template lies."""
    folder = PAGES / Path(template).parent
    while not folder.is_dir():
        folder = folder.parent
    return folder


def test_templates_lie_in_the_room_of_their_pages() -> None:
    shown = defaultdict(set)
    for path in python_files("gateway/pages"):
        for name in re.findall(r'"([\w/]+\.html)"', text(path)):
            shown[name].add(path)
    assert [
        name
        for name, paths in sorted(shown.items())
        if name.split("/")[0] not in SHARED and not any(room_of(name) in path.parents for path in paths)
    ] == []
    rooms = {path.name for path in PAGES.iterdir() if path.is_dir()}
    assert {path.name for path in TEMPLATES.iterdir()} - SHARED - rooms == set()
