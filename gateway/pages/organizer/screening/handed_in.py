"""What was handed in, as screeners read it: by the sections of its form, never the draft."""

from typing import Any

from chassis.forms.showing import show as shown_answers
from gateway.clients.screening import Screening
from gateway.editions.lookup import edition_of
from gateway.forms.document_form import by_section
from gateway.pages.team.contents import entry_form
from gateway.pages.team.contents.papers import paper_of, stored_file


def handed_in(found: Screening) -> dict[str, Any]:
    """Its sections with answers, and the files of each slot."""
    document = entry_form.document_of(found, edition_of(found))
    files = {slot: [stored_file(one) for one in papers] for slot, papers in found.files.items()}
    slots = {slot: {"files": [paper_of(found.entry_id, one) for one in papers]} for slot, papers in found.files.items()}
    return {"groups": by_section(shown_answers(document, found.answers, "team", files)), "slots": slots}
