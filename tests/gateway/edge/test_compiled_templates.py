"""Templates are compiled once; what changed is compiled again, and nobody waits for a page because of that."""

from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment

from gateway.edge import compiled_templates
from gateway.edge.compiled_templates import CompiledTemplates


def rendered(folder: Path, text: str) -> str:
    """What a process that starts now makes of a page."""
    environment = Environment(loader=DictLoader({"page": text}), bytecode_cache=CompiledTemplates(folder))
    return environment.get_template("page").render()


def never(*_arguments: object, **_options: object) -> None:
    raise AssertionError("compiled again")


def test_compiled_template_is_good_for_the_next_process_until_it_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert rendered(tmp_path, "旧") == "旧"
    assert rendered(tmp_path, "新") == "新"
    monkeypatch.setattr(Environment, "compile", never)
    assert rendered(tmp_path, "新") == "新"
    monkeypatch.setattr(compiled_templates, "OURS", ("jinja2",))
    with pytest.raises(AssertionError, match="compiled again"):
        rendered(tmp_path, "新")


def test_full_disk_keeps_nobody_from_a_page(tmp_path: Path) -> None:
    assert rendered(tmp_path / "gone", "页面") == "页面"
