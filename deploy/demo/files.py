"""Files of the demo: pictures and papers of our own, taken in where an organizer would upload them.

The pictures are drawn in the `.svg` beside each; `papers.py` typesets the papers.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from chassis.forms.places import Document, fields_of
from contracts.roles import ORGANIZER
from deploy.demo.loading import Demo

FOLDER = Path(__file__).parent / "art"
TOLD = ("sha256", "name", "type", "size", "width", "height")
"""What whoever uses a file says of it again."""


def upload(demo: Demo, path: str, file: str, name: str) -> dict[str, Any]:
    """Take a file into the collection at this path under a name people read; as whatever uses it names it."""
    found = demo.upload(demo.people(ORGANIZER)[0], "POST", path, name, (FOLDER / file).read_bytes())
    return {name: found[name] for name in TOLD}


def offered(demo: Demo, edition: str, documents: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Documents to download, as an edition lists them."""
    path = f"/editions/{edition}/files"
    return [
        {"title": one["title"], "title_en": one["title_en"], "file": upload(demo, path, one["file"], one["name"])}
        for one in documents
    ]


def as_templates(form: Document, documents: list[dict[str, Any]], templates: Mapping[str, str]) -> Document:
    """The form, with documents as templates of the slots that `templates` names."""
    files = {one["file"]["name"]: {name: one["file"][name] for name in TOLD[:4]} for one in documents}
    for field in fields_of(form):
        if field["key"] in templates:
            field["template"] = files[templates[field["key"]]]
    return form


def with_logos(demo: Demo, edition: str, organisers: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The organisers, those that have a logo with it."""
    path = f"/editions/{edition}/files"
    return [
        one | ({"logo": upload(demo, path, one["logo"], one["logo"])} if one.get("logo") else {}) for one in organisers
    ]


def with_pictures(demo: Demo, edition: str, winners: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The winners, those that have a picture with it."""
    path = f"/editions/{edition}/winners/files"
    return [
        one | ({"picture": upload(demo, path, one["picture"], one["picture"])} if one.get("picture") else {})
        for one in winners
    ]
