"""What was handed in, as screeners read it: by the sections of its form, never the draft."""

from typing import Any

from flask import url_for

from chassis.forms.files import StoredFile
from chassis.forms.showing import show as shown_answers
from gateway.clients.screening import ScreenedFile, Screening
from gateway.editions.lookup import edition_of
from gateway.forms.document_form import by_section
from gateway.pages.team import entry_form


def handed_in(found: Screening) -> dict[str, Any]:
    """Its sections with answers, and the files of each slot."""
    document = entry_form.document_of(found, edition_of(found))
    files = {slot: [_stored_file(one) for one in papers] for slot, papers in found.files.items()}
    slots = {
        slot: {"files": [{"name": one.name, "size": one.size, "address": _address(found, one)} for one in papers]}
        for slot, papers in found.files.items()
    }
    return {"groups": by_section(shown_answers(document, found.answers, "team", files)), "slots": slots}


def _stored_file(one: ScreenedFile) -> StoredFile:
    return StoredFile(name=one.name, size=one.size, type=one.type, sha256=one.sha256)


def _address(found: Screening, one: ScreenedFile) -> str:
    return url_for("files.download", entry_id=found.entry_id, file_id=one.id)
