"""Documents of the demo's edition, to be downloaded: the form, the undertaking, the rules."""

from typing import Any
from urllib.parse import quote

from contracts.roles import ORGANIZER
from deploy.demo.loading import Demo
from deploy.demo.pdf import page


def upload(demo: Demo, edition: str, documents: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Take the documents into the edition's collection; as the edition names them."""
    return [
        {"title": one["title"], "title_en": one["title_en"], "file": _file(demo, edition, one)} for one in documents
    ]


def _file(demo: Demo, edition: str, document: dict[str, Any]) -> dict[str, Any]:
    headers = {"Content-Type": "application/octet-stream", "X-File-Name": quote(document["name"])}
    organizer, path = demo.people(ORGANIZER)[0], f"/editions/{edition}/files"
    found = demo.call(organizer, "registration", "POST", path, headers=headers, body=[page(document["lines"])])
    return {name: found[name] for name in ("sha256", "name", "type", "size")}
