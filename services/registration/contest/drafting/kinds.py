"""The matters of an edition: each is a document of its own, described by a form."""

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from chassis.forms import answers
from chassis.forms.conditions import is_answered
from chassis.forms.definition import Form
from chassis.forms.documents import read
from chassis.forms.drafts import load_draft
from chassis.forms.fields import Choice, Rows
from chassis.http.errors import Invalid
from chassis.manuscripts.content import Content
from chassis.manuscripts.kinds import Kind
from chassis.words.keys import key_from
from services.registration.contest.drafting.doubts import doubts
from services.registration.contest.drafting.faults import faults
from services.registration.contest.editions.models import ENTRY, ENTRY_STAGE
from services.registration.contest.forms.drafts import FORM, KIND

_FIRST = ("basics", "calendar", "tracks", "groups", "entering", "team")
_THEN = ("screening", "awards", "notices", "organisers", "documents")
MATTERS = (*_FIRST, FORM, *_THEN)
"""In the order in which an edition is written."""
IN_DOCUMENT = (*_FIRST, *_THEN)
"""Those that the document of an edition says; the form has versions of its own."""
HANDLE = "key"
"""The field of a row by which others refer to it."""
FOLDER = Path(__file__).parent / "forms"
Sources = Mapping[str, Iterable[Choice]]
"""Lists from which fields take their choices: contests, pictures, files, and the edition's own tracks and groups."""


def name_of(matter: str) -> str:
    """What the document of a matter is called among documents."""
    return f"edition-{matter}"


def kind_of(matter: str, sources: Sources) -> Kind:
    """The kind of document a matter is, with the choices there are at present."""
    if matter == FORM:
        return KIND
    form = form_of(matter).offering(sources)
    return Kind(
        name_of(matter),
        load=lambda given: _named(form, load_draft(form, given)),
        whole=lambda content: _whole(matter, form, content),
        warn=lambda content: doubts(matter, form, content),
        form=form,
    )


@cache
def form_of(matter: str) -> Form:
    """What is asked of a matter."""
    return read((FOLDER / f"{matter}.json").read_bytes())


def sources_of(matter: str) -> set[str]:
    """The lists that its form takes choices from."""
    if matter == FORM:
        return set()
    fields = [one for field in form_of(matter) for one in (field.fields if isinstance(field, Rows) else (field,))]
    return {source for one in fields if (source := getattr(one, "source", ""))}


def _whole(matter: str, form: Form, content: Content) -> Content:
    found = answers.examine(form, content)
    errors = found.errors | faults(matter, content) if not found.errors else found.errors
    if errors:
        raise Invalid(errors)
    return found.answers


def _named(form: Form, content: Content) -> Content:
    """The content with a handle for each row that others may refer to; one that was given stays for good."""
    handled = [one.key for one in form if isinstance(one, Rows) and any(cell.key == HANDLE for cell in one.fields)]
    return content | {key: _handled(content[key]) for key in handled if key in content}


def _handled(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    taken: set[str] = set()
    found = []
    for row in rows:
        key = row.get(HANDLE, "")
        if is_answered(row) and (not key or key in taken):
            named = str(row.get("name") or row.get("text") or "")
            key = ENTRY_STAGE if row.get("kind") == ENTRY and ENTRY_STAGE not in taken else key_from(named, taken)
        taken.add(key)
        found.append(row | {HANDLE: key} if key else row)
    return found
