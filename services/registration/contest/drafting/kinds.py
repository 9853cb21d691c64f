"""The matters of an edition: each is a document of its own, described by a form."""

from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from chassis.forms.definition import Form
from chassis.forms.documents import read
from chassis.forms.fields import Choice, Rows
from chassis.manuscripts.content import Content
from chassis.manuscripts.described import load_with_handles, whole_of
from chassis.manuscripts.kinds import Kind
from services.registration.contest.drafting.beside import CHECKLIST, Beside
from services.registration.contest.drafting.doubts import doubts
from services.registration.contest.drafting.faults import faults
from services.registration.contest.editions.models import ENTRY, ENTRY_STAGE
from services.registration.contest.forms.drafts import FORM, form_kind
from services.registration.files.collections.choosing import named_by_files

DOCUMENTS = "documents"
"""The matter that offers files, and the list in which it does."""
_FIRST = ("basics", "calendar", "tracks", "groups", "entering", "team")
_THEN = ("screening", "awards", "notices", "organisers", DOCUMENTS)
FORM_FIELDS = "form_fields"
"""The list of what the entry form asks."""
MATTERS = (*_FIRST, FORM, *_THEN)
"""In the order in which an edition is written."""
IN_DOCUMENT = (*_FIRST, *_THEN)
"""Those that the document of an edition says; the form has versions of its own."""
_SCREENED_ALONE = ("passed_public",)
"""What is asked about screening only where the timetable has a stage of it."""
FOLDER = Path(__file__).parent / "forms"
Sources = Mapping[str, Iterable[Choice]]
"""Lists from which fields take their choices: contests, pictures, files, and the edition's own tracks and groups."""


def name_of(matter: str) -> str:
    """What the document of a matter is called among documents."""
    return f"edition-{matter}"


def kind_of(matter: str, sources: Sources, around: Beside) -> Kind:
    """The kind of document a matter is, with the choices there are at present and what it has to agree with."""
    if matter == FORM:
        return form_kind(around.templates)
    offered = sorted(sources_of(matter) & sources.keys())
    idle = _SCREENED_ALONE if matter == CHECKLIST and not around.screens else ()
    form = _offering(matter, tuple((name, tuple(sources[name])) for name in offered), idle)

    def load(given: Any) -> Content:
        content = load_with_handles(form, given, {ENTRY: ENTRY_STAGE})
        return named_by_files(form, content, DOCUMENTS) if matter == DOCUMENTS else content

    return Kind(
        name_of(matter),
        load=load,
        whole=lambda content: whole_of(form, content, lambda answers: faults(matter, answers, around)),
        warn=lambda content: doubts(matter, form, content, around),
        form=form,
    )


@lru_cache(maxsize=100)
def _offering(matter: str, sources: tuple[tuple[str, tuple[Choice, ...]], ...], idle: tuple[str, ...]) -> Form:
    """What is asked of a matter where these choices are offered; kept, with the rules that are made of it.

    `idle` are fields that nothing would come of.
    """
    return form_of(matter).without(*idle).offering(dict(sources))


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
