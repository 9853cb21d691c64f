"""The form of an entry: the version it answers, with the tracks and groups of its edition, a section to a page."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from msgspec import to_builtins

from chassis.forms.definition import Form as Document
from chassis.forms.definition import choices_of
from chassis.forms.documents import read
from chassis.forms.fields import File
from chassis.forms.files import StoredFile
from chassis.forms.showing import Shown, is_given, show
from gateway.clients.entry_drafts import Missing
from gateway.clients.registration.editions import Edition
from gateway.clients.registration.entries import ENTRIES, Entry, EntryFile, Receipt
from gateway.clients.registration.entry_versions import Version
from gateway.clients.screening import EarlierVersion, ScreenedFile, Screening
from gateway.forms.document_form import DocumentForm, by_section, document_form
from gateway.pages.team.contents.papers import Paper, newer_paper, paper_of, stored_file

HandedIn = Screening | EarlierVersion
"""What was handed in, as it is read by who screens it."""
SOURCES = ("tracks", "groups")
"""Lists of an edition from which a form takes choices."""
ELSEWHERE: Mapping[str, tuple[str, Any]] = {
    "@team": ("teams.show", _l("团队")),
    "@joint": ("joint_applicants.show", _l("联合申报单位")),
}
"""What an entry lacks that is in no field: the page where it is mended, and what it is called."""
_KEPT: dict[tuple[str, str], Document] = {}
"""Forms by their fingerprint and the choices they are offered with: both name what never changes."""
_MOST_KEPT = 32


def document_of(entry: Entry | Receipt | HandedIn, edition: Edition) -> Document:
    """The form that the entry answers, or what was handed in of it, as its edition asks it while teams enter."""
    lists = {source: to_builtins(getattr(edition, source)) for source in SOURCES}
    name = entry.form_sha256, json.dumps(lists, sort_keys=True)
    if name not in _KEPT:
        found = ENTRIES.form(entry.edition, entry.form_version)
        choices = {source: choices_of(items) for source, items in lists.items()}
        _KEPT[name] = read(found.document).during().offering(choices)
        while len(_KEPT) > _MOST_KEPT:
            _KEPT.pop(next(iter(_KEPT)))
    return _KEPT[name]


def drawn(entry: Entry, edition: Edition, section: str = "") -> DocumentForm:
    """The form with what is answered so far; a section of it, or all."""
    answers = {**entry.aside, **entry.answers}
    return document_form(document_of(entry, edition), section, answers=answers, files=files_of(entry))


def files_of(entry: Entry | Version | HandedIn) -> dict[str, list[StoredFile]]:
    """The files of each slot, as a form sees them."""
    return {slot: [stored_file(file) for file in found] for slot, found in stored_in(entry).items()}


def stored_in(entry: Entry | Version | HandedIn) -> Mapping[str, Sequence[EntryFile | ScreenedFile]]:
    """The files of each slot."""
    return entry.stored if isinstance(entry, Version) else entry.files


def stored(form: DocumentForm, entry: Entry) -> dict[str, str]:
    """What the saved entry puts into the page."""
    return form.stored({**entry.aside, **entry.answers})


def slots(entry: Entry | Version) -> dict[str, dict[str, Any]]:
    """The files of each slot with the addresses where they are read."""
    entry_id = entry.entry_id if isinstance(entry, Version) else entry.id
    return {slot: {"files": [paper_of(entry_id, one) for one in found]} for slot, found in stored_in(entry).items()}


def slots_to_fill(entry: Entry, document: Document) -> dict[str, dict[str, Any]]:
    """The same for whoever uploads: with the `newer` file of a slot, which does not count."""
    newer = {slot.key: newer_in(entry, slot) for slot in document.slots}
    return {key: held | {"newer": newer.get(key)} for key, held in slots(entry).items()}


def newer_in(entry: Entry, slot: File) -> Paper | None:
    """The file that is to replace the one in the slot, and was not found good."""
    file = entry.replacements.get(slot.key)
    return newer_paper(paper_of(entry.id, file), slot, file) if file else None


def shown(entry: Entry | Version | HandedIn, edition: Edition) -> list[Any]:
    """Sections with the answers as the team reads them."""
    return by_section(answered(entry, edition))


def answered(entry: Entry | Version | HandedIn, edition: Edition) -> list[Shown]:
    """The answers as the team reads them, in the form's order."""
    return show(document_of(entry, edition), entry.answers, "team", files_of(entry))


def plain(form: DocumentForm, texts: Mapping[str, str]) -> str:
    """The whole form as one text to take along: what is typed on this page in place of what is saved."""
    answers = {**form.answers, **form.gathered(texts)}
    lines = []
    for section, found in by_section(show(form.document, answers, "team", form.files)):
        lines += ["", str(section), *(f"{one.label}{_('：')}{one.value}" for one in found)]
    return "\n".join(lines).strip()


def lacks(form: DocumentForm, entry: Entry) -> list[dict[str, Any]]:
    """What still stops submission: each thing with its section, what it is called, and the address where it is mended.

    What stands elsewhere than in the form is in no section.
    """
    return _placed(form, entry, entry.missing)


def elsewhere(entry: Entry) -> dict[str, tuple[str, str]]:
    """Of what is lacking outside of the form: what it is called, and the address where it is mended."""
    places = ((one.field, ELSEWHERE.get(one.field.partition(".")[0])) for one in entry.missing)
    return {place: (str(found[1]), url_for(found[0], entry_id=entry.id)) for place, found in places if found}


def untouched(form: DocumentForm) -> frozenset[str]:
    """Sections in which there is no answer and no file yet, by their keys."""
    given = {**form.answers, **form.files}
    begun = {one.key for one in form.document if is_given(one, given.get(one.key))}
    return frozenset(
        section.key for section in form.document.sections if begun.isdisjoint(one.key for one in section.fields)
    )


def doubts(form: DocumentForm, entry: Entry) -> list[dict[str, Any]]:
    """What looks wrong and is accepted all the same, as `lacks`."""
    return _placed(form, entry, entry.warnings)


def _placed(form: DocumentForm, entry: Entry, said: Sequence[Missing]) -> list[dict[str, Any]]:
    labels = form.labels(form.stored(form.answers))
    placed = []
    for one in said:
        page, label = ELSEWHERE.get(one.field.partition(".")[0], ("", labels.get(one.field, one.field)))
        section = "" if page else section_of(form.document, one.field)
        address = url_for(page, entry_id=entry.id) if page else _mended(form.document, entry, one.field)
        placed.append({"section": section, "label": label, "message": one.message, "address": address})
    return placed


def _mended(document: Document, entry: Entry, place: str) -> str:
    if isinstance(document.by_key.get(place), File):
        return url_for("files.show", entry_id=entry.id, slot=place)
    return url_for("entries.edit", entry_id=entry.id, section=section_of(document, place), _anchor=place)


def section_of(document: Document, place: str) -> str:
    """The section in which an answer stands, or a part of one such as `members.0.name`."""
    found = document.section_of.get(place.partition(".")[0])
    return found.key if found else document.sections[0].key
