"""What all documents share that a form describes: rows that stay the same ones, empty rows, English that is lacking."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from chassis.forms import answers
from chassis.forms.bilingual import NO_ENGLISH
from chassis.forms.conditions import is_answered
from chassis.forms.definition import Form
from chassis.forms.drafts import load_draft
from chassis.forms.fields import Rows
from chassis.http.errors import Invalid
from chassis.manuscripts.content import Content
from chassis.manuscripts.kinds import Check, Errors, Kind
from chassis.words.keys import key_from

HANDLE = "key"
"""The field of a row by which others refer to it; a text whose pattern is `handle`."""
ENGLISH = "_en"
"""How the key of a field ends that says in English what another says in Chinese."""
NAMES = ("name", "post", "text")
"""The fields that may name a row, of which its handle is made."""
_IN_ROW = re.compile(r"(\w+)\.(\d+)")


def as_told(name: str, form: Form | None) -> Kind:
    """The document as one that is taken as it comes: whoever brings it has checked it."""
    return Kind(name, load=lambda given: given, whole=lambda content: content, form=form)


def load_with_handles(form: Form, given: Any, preferred: Mapping[str, str] | None = None) -> Content:
    """A draft in which each row that says something has a handle; one that was given stays for good.

    `preferred` are handles for rows of a certain kind, each for the first of them. Raises Invalid.
    """
    content = load_draft(form, given)
    handled = [one for one in form if isinstance(one, Rows) and any(cell.key == HANDLE for cell in one.fields)]
    rows = {one.key: _handled(one, content[one.key], preferred or {}) for one in handled if one.key in content}
    return content | rows


def _handled(field: Rows, rows: list[dict[str, Any]], preferred: Mapping[str, str]) -> list[dict[str, Any]]:
    taken: set[str] = set()
    found = []
    for row in rows:
        key = row.get(HANDLE, "")
        if is_answered(row) and (not key or key in taken):
            wanted = preferred.get(str(row.get("kind")), "")
            name = next((str(row[one]) for one in NAMES if row.get(one)), "")
            key = wanted if wanted and wanted not in taken else key_from(name, taken, _spare(field))
        taken.add(key)
        found.append(row | {HANDLE: key} if key else row)
    return found


def _spare(field: Rows) -> str:
    """What a row without a name is called: the noun of the form, as a key says it."""
    return key_from(field.noun.en or field.noun.zh)


def whole_of(form: Form, content: Content, further: Check) -> Content:
    """The complete document: its answers in order, without rows that say nothing.

    `further` finds what the form alone cannot; it gets the answers, and its errors are told at the places of the
    draft, where rows may be empty. Raises Invalid.
    """
    found = answers.examine(form, content)
    if errors := found.errors or _as_drafted(further(found.answers), content):
        raise Invalid(errors)
    return found.answers


def _as_drafted(errors: Errors, content: Content) -> Errors:
    def drafted(found: re.Match[str]) -> str:
        numbers = [number for number, row in enumerate(content.get(found[1]) or ()) if is_answered(row)]
        return f"{found[1]}.{numbers[int(found[2])]}"

    return {_IN_ROW.sub(drafted, place, count=1): said for place, said in errors.items()}


def without_english(form: Form, content: Content) -> Errors:
    """The texts that have no English though the form asks for it, by the place where it is missing."""
    return {place: [NO_ENGLISH.body()] for place in _untold(form, content)}


def _untold(form: Form, content: Content) -> Iterator[str]:
    for field in form:
        if not isinstance(field, Rows):
            yield from _told_in_chinese_alone(field.key, form.by_key, content)
            continue
        cells = {one.key: one for one in field.fields}
        for number, row in enumerate(content.get(field.key) or ()):
            for cell in cells:
                yield from (f"{field.key}.{number}.{one}" for one in _told_in_chinese_alone(cell, cells, row))


def _told_in_chinese_alone(key: str, known: Mapping[str, Any], said: Mapping[str, Any]) -> Iterator[str]:
    english = f"{key}{ENGLISH}"
    if english in known and is_answered(said.get(key)) and not is_answered(said.get(english)):
        yield english
