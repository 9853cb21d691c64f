"""Every action that is put on record has words on the page of the record."""

import ast
from collections.abc import Iterator

from gateway.pages.organizer.operations.audit_words import WORDS
from tests.rules.tree import python_files, syntax

ACTION = 2
"""Which argument of `audit.record` is the action."""


def recorded() -> Iterator[str]:
    for path in python_files("services", "gateway", "chassis"):
        for node in syntax(path):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "audit.record" and len(node.args) > ACTION:
                action = node.args[ACTION]
                if isinstance(action, ast.Constant):
                    yield str(action.value)


def test_every_recorded_action_has_words() -> None:
    found = set(recorded())
    assert len(found) > 40
    assert sorted(found - WORDS.keys()) == []
