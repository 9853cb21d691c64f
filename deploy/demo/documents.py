"""Documents of the demo's edition, to be downloaded: the form, the undertaking, the rules."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from chassis.forms.places import Document, fields_of
from contracts.roles import ORGANIZER
from deploy.demo.loading import Demo
from deploy.demo.pdf import page


def upload(demo: Demo, edition: str, documents: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Take the documents into the edition's collection; as the edition names them."""
    return [
        {"title": one["title"], "title_en": one["title_en"], "file": _file(demo, edition, one)} for one in documents
    ]


def offer(form: Document, documents: list[dict[str, Any]], templates: Mapping[str, str]) -> Document:
    """The form, with documents as templates of the slots that `templates` names."""
    files = {one["file"]["name"]: one["file"] for one in documents}
    for field in fields_of(form):
        if field["key"] in templates:
            field["template"] = files[templates[field["key"]]]
    return form


def _file(demo: Demo, edition: str, document: dict[str, Any]) -> dict[str, Any]:
    headers = {"Content-Type": "application/octet-stream", "X-File-Name": quote(document["name"])}
    organizer, path = demo.people(ORGANIZER)[0], f"/editions/{edition}/files"
    found = demo.call(organizer, "registration", "POST", path, headers=headers, body=[page(document["lines"])])
    return {name: found[name] for name in ("sha256", "name", "type", "size")}
