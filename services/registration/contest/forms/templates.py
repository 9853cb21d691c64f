"""Template files that slots of a form offer: which there are, and which a form names."""

from collections.abc import Collection
from typing import Any

from sqlalchemy.orm import Session

from chassis.forms.definition import Form
from chassis.forms.fields import File
from chassis.forms.places import fields_of
from chassis.forms.unfinished import Document, Errors
from services.registration.contest.forms.errors import no_template
from services.registration.files.collections.actions import list_files

_NAMES = ("sha256", "name", "type", "size")


def known_templates(session: Session, edition: str) -> dict[str, dict[str, Any]]:
    """The files of an edition that slots may offer, by their SHA-256; pictures are not among them."""
    offered = (file for file in list_files(session, edition) if not file.width)
    return {file.sha256: {name: getattr(file, name) for name in _NAMES} for file in offered}


def lost_templates(form: Form, known: Collection[str]) -> Errors:
    """Templates that are not among the known files, by place."""
    return {
        f"sections.{s}.fields.{f}.template": [no_template().body()]
        for s, section in enumerate(form.sections)
        for f, field in enumerate(section.fields)
        if isinstance(field, File) and field.template and field.template.sha256 not in known
    }


def templates_of(document: Document) -> set[str]:
    """The SHA-256 of the templates that a form offers."""
    return {field["template"]["sha256"] for field in fields_of(document) if field.get("template")}


def drop_templates(document: Document, known: Collection[str]) -> None:
    """Take out, in place, the templates that are not among the known files."""
    for field in fields_of(document):
        if field.get("template") and field["template"]["sha256"] not in known:
            del field["template"]
