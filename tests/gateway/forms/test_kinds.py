"""Every kind of field stands in every table that knows kinds, and every reader and page knows what to make of it."""

from typing import Any, get_args

import msgspec
import pytest

from chassis.forms import editing, fields, schemas, wording
from chassis.forms.answers import examine
from chassis.forms.drafts import load_draft
from chassis.forms.exports import columns, row
from chassis.forms.fields import AnyField, Field, Pattern
from chassis.forms.showing import said, show
from chassis.forms.versions.steps import VersionChange
from gateway.clients.registration.edition_matters import Matter
from gateway.pages.organizer.contest.entry_form import parts, settings_form
from gateway.pages.organizer.contest.entry_form.sample_entry import answers_to, files_for, judged_sample
from gateway.pages.organizer.contest.entry_form.settings_answers import DEFAULTS
from tests.chassis.forms import samples

STRUCTS: dict[str, Any] = {str(one.__struct_config__.tag): one for one in get_args(AnyField)}
SIMPLE = {str(one.__struct_config__.tag) for one in get_args(fields.Simple)}
EVERYBODY = {"seen_by": ["judges", "public"]}


def own(kind: str) -> set[str]:
    """What only this kind can be told."""
    return set(STRUCTS[kind].__struct_fields__) - set(Field.__struct_fields__)


def test_tables_of_kinds_are_complete() -> None:
    kinds = set(STRUCTS)
    assert set(wording.KINDS) == set(editing.BLANK) == set(parts.PICKED) == set(DEFAULTS) == kinds
    assert {str(one.__struct_config__.tag) for one in schemas.MADE} == kinds - {"file"}
    assert set(editing.SIMPLE) == SIMPLE
    assert set(samples.KINDS) == kinds
    assert set(settings_form.PATTERNS) == set(get_args(Pattern)) - {"handle"}


@pytest.mark.parametrize("kind", STRUCTS)
def test_whatever_a_kind_can_be_told_is_set_in_the_editor_and_told_in_differences(kind: str) -> None:
    elsewhere = {"choices", "source", "fields"}
    told = {*settings_form.LIMITS.get(kind, ()), *settings_form.EXTRA.get(kind, ())}
    assert own(kind) - elsewhere == told
    assert ("choices" in own(kind)) == (kind in settings_form.CHOSEN)
    assert told <= set(wording.ASPECTS)


@pytest.mark.parametrize("kind", STRUCTS)
def test_answers_of_each_kind_are_read_kept_shown_exported_and_judged(kind: str) -> None:
    form = samples.form(samples.field(kind, "x", "某项", **EVERYBODY))
    answers, files = answers_to(form), files_for(form)
    assert examine(form, answers, files).errors == {}
    assert load_draft(form, answers) == answers
    moved = VersionChange(form, form).move(answers, files)
    assert (moved.answers, moved.kept, moved.touched) == (answers, [], [])
    for audience in ("team", "judges", "public"):
        assert [one.kind for one in show(form, answers, audience, files)] == [kind]
    assert [one.key for one in columns(form)] == ["x"]
    assert row(form, answers, files) != [""]
    assert str(said(form["x"], answers.get("x", [one.name for one in files.get("x", ())])))
    judged = judged_sample(MATTER, form)
    assert [one.kind for one in judged.shown] == ([] if kind == "file" else [kind])
    assert [one.slot for one in judged.files] == (["x"] if kind == "file" else [])


MATTER = msgspec.convert(
    dict.fromkeys(("slug", "name", "name_en", "contest", "contest_en", "state", "sha256", "frozen_by"), "")
    | dict.fromkeys(("opens_at", "closes_at", "archived_at", "frozen_at"))
    | {"entry_prefix": "XM5G05", "created_at": "2026-01-01T00:00:00Z", "version": 0, "may": (), "matter": "form"}
    | {"choices": {}, "templates": ()},
    Matter,
)
