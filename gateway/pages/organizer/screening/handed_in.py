"""What was handed in, as screeners read it: by the sections of its form, never the draft; and what changed in it."""

from collections.abc import Iterator, Sequence
from typing import Any

from flask_babel import gettext as _

from chassis.forms.definition import Section
from gateway.clients.registration.editions import Edition
from gateway.clients.screening import Screening
from gateway.editions.lookup import edition_of
from gateway.editors.differences import Change, marked_lines
from gateway.pages.team.contents import entry_form
from gateway.pages.team.contents.comparison import compared
from gateway.pages.team.contents.papers import paper_of
from gateway.pages.team.proofs import PROOFS
from gateway.pages.team.team_forms import team_line


def handed_in(found: Screening, edition: Edition) -> dict[str, Any]:
    """Its sections with answers, and the files of each slot."""
    slots = {slot: {"files": [paper_of(found.entry_id, one) for one in papers]} for slot, papers in found.files.items()}
    return {"groups": entry_form.shown(found, edition), "slots": slots}


def asked_sections(found: Screening) -> list[tuple[Section, list[Any]]]:
    """The sections of its form, each with the fields that this entry is asked."""
    document = entry_form.document_of(found, edition_of(found))
    asked = document.shown({**found.answers, **entry_form.files_of(found)})
    sections = ((section, [one for one in section.fields if one.key in asked]) for section in document.sections)
    return [(section, fields) for section, fields in sections if fields]


def changes(found: Screening, edition: Edition) -> list[Change]:
    """What differs from the version that was looked at before: answers and files, the team, joint applicants."""
    before = found.before
    if before is None:
        return []
    told = (
        ("@team", _("团队"), *("\n".join(_team(one)) for one in (before, found))),
        ("@joint", _("联合申报单位的确认"), *("\n".join(_proofs(one)) for one in (before, found))),
    )
    people = (Change(key, label, marked_lines(old, new)) for key, label, old, new in told if old != new)
    return [*compared(before, found, edition), *people]


def left_as_it_was(found: Screening, edition: Edition, changed: Sequence[Change]) -> list[str]:
    """What the team was asked to correct and did not change, by its labels."""
    document, done = entry_form.document_of(found, edition), {one.field for one in changed}
    asked = found.fields if found.before else ()
    return [str(document[key].label) for key in asked if key in document.by_key and key not in done]


def _team(content: entry_form.HandedIn) -> Iterator[str]:
    return (team_line(one.role, one.name, one.division) for one in content.team)


def _proofs(content: entry_form.HandedIn) -> Iterator[str]:
    return (f"{one.name} · {PROOFS[one.proof]}" for one in content.joint_applicants)
