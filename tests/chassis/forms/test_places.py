"""Parts of a form document are called so that each is told from its neighbours."""

from typing import Any

from chassis.forms.places import name_at


def test_texts_of_choices_are_told_apart_by_the_choice() -> None:
    choices = [{"key": "yes", "name": {"zh": "是"}}, {"key": "no", "name": {"zh": "否"}}]
    field = {"key": "landed", "kind": "radio", "label": {"zh": "是否已经落地", "en": "Landed"}, "choices": choices}
    document: dict[str, Any] = {"sections": [{"key": "s", "title": {"zh": "项目"}, "fields": [field]}]}
    paths = ["sections.0.fields.0.label", *(f"sections.0.fields.0.choices.{n}.name" for n in (0, 1))]
    named = [name_at(document, path).zh for path in paths]
    assert named == ["是否已经落地", "是否已经落地 › 是", "是否已经落地 › 否"]
    assert name_at(document, "sections.0").zh == "项目"
