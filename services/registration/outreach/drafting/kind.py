"""What a draft of an event is: what may be saved of it, what is missing, what looks wrong."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from flask_babel import lazy_gettext as _l

from chassis.forms import answers
from chassis.forms.conditions import is_answered
from chassis.forms.documents import read
from chassis.forms.drafts import load_draft
from chassis.http.errors import Invalid
from chassis.http.schemas import FieldError
from chassis.manuscripts.content import Content
from chassis.manuscripts.kinds import Errors, Kind
from chassis.words.keys import key_from
from services.registration.outreach.drafting.faults import Standing, faults

NAME = "outreach-event"
FORM = read((Path(__file__).parent / "form.json").read_bytes())
SHIFT = re.compile(r"shifts\.(\d+)")
NO_ENGLISH = FieldError("no-english", _l("没有英文，英文页面将显示中文。"))


def kind_of(standing: Standing) -> Kind:
    """The document that an event is, beside what is published of it."""
    return Kind(NAME, load=_load, whole=lambda content: _whole(content, standing), warn=_doubts, form=FORM)


def as_told() -> Kind:
    """The document as one that is taken as it comes."""
    return Kind(NAME, load=lambda given: given, whole=lambda content: content, form=FORM)


def _load(given: Any) -> Content:
    """A draft in which every shift has the handle by which it stays the same shift."""
    content, taken = load_draft(FORM, given), set[str]()
    for row in content.get("shifts", ()):
        key = row.get("key", "")
        if is_answered(row) and (not key or key in taken):
            row["key"] = key = key_from(row.get("post", ""), taken, "shift")
        taken.add(key)
    return content


def _whole(content: Content, standing: Standing) -> Content:
    found = answers.examine(FORM, content)
    if errors := found.errors or _placed(faults(found.answers, standing), content):
        raise Invalid(errors)
    return found.answers


def _placed(errors: Errors, content: Content) -> Errors:
    """Errors of shifts under the numbers that they have in the draft, where rows may be empty."""
    numbers = [number for number, row in enumerate(content["shifts"]) if is_answered(row)]
    return {SHIFT.sub(lambda found: f"shifts.{numbers[int(found[1])]}", place): said for place, said in errors.items()}


def _doubts(content: Content) -> Errors:
    return {place: [NO_ENGLISH.body()] for place in _without_english(content)}


def _without_english(content: Content) -> Iterator[str]:
    told = [name for name in ("name", "place", "summary") if content.get(name)]
    yield from (f"{name}_en" for name in told if not content.get(f"{name}_en"))
    for number, row in enumerate(content.get("shifts") or ()):
        if row.get("post") and not row.get("post_en"):
            yield f"shifts.{number}.post_en"
