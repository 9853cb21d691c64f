"""Whatever is put on record is shown in words."""

import ast
import re
from collections.abc import Iterator, Mapping

from flask import Flask

from gateway.pages.organizer.operations.audit_subjects import PAGES
from gateway.pages.organizer.operations.audit_words import WORDS
from tests.rules.running import routes, some_address
from tests.rules.tree import PRODUCT, python_files, syntax


def recorded() -> Iterator[str]:
    """The actions that the code puts on record."""
    for path in python_files(*PRODUCT):
        for call in syntax(path):
            if isinstance(call, ast.Call) and _records(call.func):
                yield from (str(said.value) for said in call.args[2:3] if isinstance(said, ast.Constant))


def written() -> Iterator[str]:
    """The kinds of documents that people write, by which `chassis.manuscripts` puts on record what they do."""
    for path in python_files("services"):
        for call in syntax(path):
            if isinstance(call, ast.Call) and getattr(call.func, "id", "") in {"Kind", "form_kind"}:
                yield from (str(said.value) for said in call.args[:1] if isinstance(said, ast.Constant))


def _records(called: ast.expr) -> bool:
    match called:
        case ast.Attribute(value=ast.Name(id="audit"), attr="record"):
            return True
        case ast.Name(id="_record" | "record_place" | "record_joint"):
            return True
    return False


def test_every_action_on_record_has_a_word_for_the_page() -> None:
    found = set(recorded())
    assert len(found) > 30
    assert found - WORDS.keys() == set()


def test_everything_done_to_a_document_has_a_word_for_the_page() -> None:
    kinds = set(written())
    assert "article" in kinds
    done = {f"{kind}.{action}" for kind in kinds for action in ("write", "publish", "restore")}
    assert done - WORDS.keys() == set()


def test_every_list_of_personal_data_has_a_name_for_the_page(apps: Mapping[str, Flask]) -> None:
    """What is on record when such a list is read is its address, which is nothing to read."""
    lists = [
        some_address(rule)
        for app in apps.values()
        for rule in routes(app).values()
        if getattr(app.view_functions[rule.endpoint], "shows_personal", False)
    ]
    assert len(lists) > 20
    assert [one for one in lists if not any(re.fullmatch(path, one) for path, _words in PAGES)] == []
