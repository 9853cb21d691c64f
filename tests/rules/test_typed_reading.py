"""Plain data is read into types in one place, where types are learned one after another."""

import ast

from tests.rules.tree import PRODUCT, name_of, python_files, syntax

PLACE = "chassis/shapes.py"
TYPED = {"msgspec.convert": 1, "msgspec.json.Decoder": 0, "msgspec.json.decode": 1}
"""What learns a type when it is called with more arguments than these."""


def test_types_are_learned_in_one_place() -> None:
    calls = (
        (f"{name_of(path)}:{node.lineno}", node)
        for path in python_files(*PRODUCT, "bench")
        if name_of(path) != PLACE
        for node in syntax(path)
        if isinstance(node, ast.Call)
    )
    typed = [
        place for place, call in calls if len(call.args) + len(call.keywords) > TYPED.get(ast.unparse(call.func), 99)
    ]
    assert typed == []
