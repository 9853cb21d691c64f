"""The form of a change request: the chosen questions of the entry's form, why, and what would differ."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from msgspec.structs import replace

from chassis.forms.definition import Form as Document
from chassis.forms.documents import read
from chassis.forms.fields import File
from chassis.forms.files import StoredFile
from contracts.documents import CHANGE_EVIDENCE
from gateway.clients.change_requests import ChangeRequest
from gateway.clients.registration.entries import EntryFile
from gateway.editions.lookup import edition_of
from gateway.forms.document_form import DocumentForm
from gateway.forms.form import Messages
from gateway.pages.team.contents import entry_form
from gateway.pages.team.contents.papers import Paper, newer_paper, paper_at, paper_of, stored_file

REASON, TEAM, PROOFS = "change_reason", "@team", "@evidence"
"""The question why, beside those of the entry's form, and where errors about the team and the evidence stand."""
_WHY = read((Path(__file__).parent / "change_reason.json").read_bytes()).sections
EVIDENCE = read(CHANGE_EVIDENCE.read_bytes()).slots[0]
"""The slot of the files that prove why."""


@dataclass(frozen=True)
class ChangeForm(DocumentForm):
    """The chosen questions, and the reason."""

    def by_field(self, errors: Mapping[str, Messages]) -> dict[str, Messages]:
        """Errors about the reason stand at its question, those about people at the team."""
        found = super().by_field(errors)
        places: dict[str, Messages] = {}
        for place, messages in found.items():
            known = REASON if place == "@reason" else TEAM if place.startswith(TEAM) else place
            places.setdefault(known, []).extend(messages)
        return places

    def labels(self, values: Mapping[str, str]) -> dict[str, Any]:
        """Team and evidence are no fields of the page, and have names all the same."""
        return {**super().labels(values), TEAM: _("团队名单"), PROOFS: str(EVIDENCE.label)}


def document_of(found: ChangeRequest) -> Document:
    """The form that the entry answers."""
    return entry_form.document_of(found.stands, edition_of(found))


def drawn(found: ChangeRequest) -> ChangeForm:
    """The form with what is to be."""
    document = document_of(found)
    whole = replace(document, sections=(*document.sections, *_WHY))
    only = frozenset((*found.fields, REASON))
    return ChangeForm((), draft=True, document=whole, answers=answers(found), files=files(found), only=only)


def stored(form: ChangeForm, found: ChangeRequest) -> dict[str, str]:
    """What the saved request puts into the page."""
    return form.stored({**answers(found), REASON: found.reason})


def answers(found: ChangeRequest) -> dict[str, Any]:
    """What the entry would say."""
    chosen = {key: found.answers[key] for key in found.fields if key in found.answers}
    return {**found.stands.answers, **chosen}


def papers(found: ChangeRequest) -> dict[str, Sequence[EntryFile]]:
    """The files that the entry would have, by slot."""
    return {**found.stands.stored, **{key: found.files[key] for key in found.fields if key in found.files}}


def files(found: ChangeRequest) -> dict[str, list[StoredFile]]:
    """The same, as a form sees them."""
    return {slot: [stored_file(one) for one in held] for slot, held in papers(found).items()}


def uploaded(found: ChangeRequest, held: Sequence[EntryFile]) -> list[Paper]:
    """Files of the request as pages show them."""
    return [paper_at(one, _address(found, one)) for one in held]


def replaced(found: ChangeRequest, key: str) -> list[Paper]:
    """The files handed in that those of a slot are to replace."""
    return [paper_of(found.entry_id, one) for one in found.stands.stored.get(key, ())]


def slots(found: ChangeRequest) -> dict[str, dict[str, Any]]:
    """What was uploaded in place of the files of each slot."""
    return {slot: {"files": uploaded(found, held)} for slot, held in found.files.items()}


def slots_to_fill(found: ChangeRequest) -> dict[str, dict[str, Any]]:
    """The same for whoever uploads: with the `newer` file of a slot, which does not count."""
    newer = {slot.key: newer_in(found, slot) for slot in document_of(found).slots}
    return {key: held | {"newer": newer.get(key)} for key, held in slots(found).items()}


def newer_in(found: ChangeRequest, slot: File) -> Paper | None:
    """The file that is to replace the one uploaded to the slot before, and was not found good."""
    file = found.replacements.get(slot.key)
    return newer_paper(paper_at(file, _address(found, file)), slot, file) if file else None


def slot_of(found: ChangeRequest, key: str) -> File | None:
    """The chosen slot of this key."""
    return next((one for one in document_of(found).slots if one.key == key and key in found.fields), None)


def _address(found: ChangeRequest, file: EntryFile) -> str:
    return url_for("change_files.download", entry_id=found.entry_id, request_id=found.id, file_id=file.id)
