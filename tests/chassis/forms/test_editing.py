"""A form that is being written stays a form, whatever its organizers do to it in whatever order."""

from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from chassis.forms import editing
from chassis.forms.conditions import named_in
from chassis.forms.definition import Form
from chassis.forms.places import Document, NoSuchPart, fields_of, part_at, place_of, sections_of
from chassis.forms.soundness import RESERVED, faults
from chassis.forms.unfinished import load_unfinished, so_far, untold, whole
from chassis.http.errors import Invalid

NAMES = st.sampled_from(["项目名称", "Form", "row", "5G 技术", "", "<b>", "落地阶段", "落地阶段"])
CONTRADICTION = {"unknown-field", "unknown-choice", "repeated-key"}
FIRST: Document = {"key": "entry", "title": {"zh": "申报"}, "sections": []}


def _everything(document: Document) -> list[str]:
    found = [f"@{section['key']}" for section in sections_of(document)]
    for field in fields_of(document):
        found += [field["key"], *(f"{field['key']}.{one['key']}" for one in field.get("fields", ()))]
    return found


class Editing(RuleBasedStateMachine):
    """Organizers at work."""

    def __init__(self) -> None:
        super().__init__()
        self.document = FIRST

    def _any(self, number: int, begins: str = "") -> str | None:
        places = [one for one in _everything(self.document) if one.startswith(begins)]
        return places[number % len(places)] if places else None

    @rule(name=NAMES)
    def add_section(self, name: str) -> None:
        self.document, place = editing.add_section(self.document, {"zh": name})
        assert part_at(self.document, place)["title"] == {"zh": name}

    @rule(number=st.integers(0, 50), kind=st.sampled_from(sorted(editing.BLANK)), name=NAMES)
    def add_field(self, number: int, kind: str, name: str) -> None:
        if place := self._any(number, "@"):
            self.document, made = editing.add_field(self.document, place, kind, {"zh": name})
            assert part_at(self.document, made)["kind"] == kind

    @rule(number=st.integers(0, 50), kind=st.sampled_from(editing.SIMPLE), name=NAMES)
    def add_cell(self, number: int, kind: str, name: str) -> None:
        rows = [field["key"] for field in fields_of(self.document) if field["kind"] == "rows"]
        if rows and len(part_at(self.document, rows[number % len(rows)])["fields"]) < editing.MOST_IN_ROWS:
            self.document, _made = editing.add_field(self.document, rows[number % len(rows)], kind, {"zh": name})

    @rule(number=st.integers(0, 50), step=st.sampled_from([-1, 1]))
    def move(self, number: int, step: int) -> None:
        if place := self._any(number):
            before = sorted(_everything(self.document))
            self.document = editing.move(self.document, place, step)
            assert sorted(_everything(self.document)) == before

    @rule(number=st.integers(0, 50))
    def copy(self, number: int) -> None:
        if (place := self._any(number)) and len(_everything(self.document)) < 60:
            self.document, made = editing.copy(self.document, place)
            assert made != place
            assert part_at(self.document, made)["key"] != part_at(self.document, place)["key"]

    @rule(number=st.integers(0, 50))
    def remove(self, number: int) -> None:
        if place := self._any(number):
            self.document = editing.remove(self.document, place)
            with pytest.raises(NoSuchPart):
                part_at(self.document, place)

    @rule(number=st.integers(0, 50), other=st.integers(0, 50), name=st.sampled_from(["shown_when", "only_for"]))
    def ask(self, number: int, other: int, name: str) -> None:
        place, about = self._any(number), self._any(other)
        if not place or not about or about.startswith("@") or "." in about or about == place.partition(".")[0]:
            return
        condition = {"is": "filled", "field": about} if name == "shown_when" else {about: ["x"]}
        self.document = editing.replace(self.document, place, part_at(self.document, place) | {name: condition})

    @invariant()
    def is_a_form_that_asks_only_about_what_there_is(self) -> None:
        form = so_far(load_unfinished(self.document))
        keys = [field["key"] for field in fields_of(self.document)]
        assert len(set(keys)) == len(keys)
        assert not RESERVED & set(keys)
        codes = {error.code for errors in faults(form).values() for error in errors}
        assert not codes & CONTRADICTION
        asked = {one.field for condition in form.conditions.values() if condition for one in named_in(condition)}
        assert asked <= set(form.by_key)


Editing.TestCase.settings = settings(deadline=None, max_examples=20, stateful_step_count=25)
TestEditing = Editing.TestCase


def test_removed_choice_is_asked_about_no_more() -> None:
    document, place = editing.add_section(FIRST, {"zh": "项目"})
    document, stage = editing.add_field(document, place, "radio", {"zh": "阶段"})
    choices: list[Any] = [{"key": key, "name": {"zh": key}} for key in ("idea", "pilot")]
    document = editing.replace(document, stage, part_at(document, stage) | {"choices": choices})
    document, plan = editing.add_field(document, place, "area", {"zh": "计划"})
    parts = [{"is": "equals", "field": stage, "value": key} for key in ("idea", "pilot")]
    asking = part_at(document, plan) | {"shown_when": {"is": "any", "of": parts}, "only_for": {stage: ["idea"]}}
    document = editing.replace(document, plan, asking)
    document = editing.replace(document, stage, part_at(document, stage) | {"choices": choices[1:]})
    left = part_at(document, plan)
    assert (left["shown_when"], left["only_for"]) == (parts[1], {})


def test_copied_section_asks_about_its_own_fields() -> None:
    document, place = editing.add_section(FIRST, {"zh": "项目"})
    document, first = editing.add_field(document, place, "text", {"zh": "名称"})
    document, second = editing.add_field(document, place, "text", {"zh": "别名"})
    asking = part_at(document, second) | {"shown_when": {"is": "filled", "field": first}}
    document, copied = editing.copy(editing.replace(document, second, asking), place)
    one, other = part_at(document, copied)["fields"]
    assert other["shown_when"]["field"] == one["key"] != first


def test_what_is_missing_is_named_by_its_place() -> None:
    def nothing(_form: Form) -> dict[str, Any]:
        return {}

    with pytest.raises(Invalid) as refused:
        whole(FIRST, nothing)
    assert set(refused.value.facts["errors"]) == {"sections"}
    document, place = editing.add_section(FIRST, {"zh": "项目", "en": "Project"})
    document, _stage = editing.add_field(document, place, "radio", {"zh": ""})
    with pytest.raises(Invalid) as refused:
        whole(document, nothing)
    missing = refused.value.facts["errors"]
    assert set(missing) == {"sections.0.fields.0.label", "sections.0.fields.0.choices"}
    assert place_of(document, "sections.0.fields.0.label") == _stage
    assert set(untold(document)) == {"title"}
    with pytest.raises(Invalid):
        load_unfinished({"key": "entry", "title": {"zh": "x"}, "sections": [{"key": "BAD KEY"}]})
