"""A set of open data as a file: what stands around its rows, and how each format writes them."""

import csv
import io
from typing import Any

import msgspec
from flask import url_for
from flask_babel import force_locale

from gateway.edge.security import settings
from gateway.lists.exports import BOM, harmless
from gateway.pages.public import atom, ical
from gateway.pages.public.face.structured import standing_alone
from gateway.pages.public.open_data.rows import written
from gateway.pages.public.open_data.sets import DataSet, Things
from gateway.pages.public.reading import absolute

LICENCE, LICENCE_URL = "CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/"
"""Under what everybody may use the data: freely, naming the institution."""
TYPES = {
    "json": "application/json",
    "csv": "text/csv",
    "atom": "application/atom+xml",
    "jsonld": "application/ld+json",
    "ics": "text/calendar",
}
"""What a format is called on the web."""
REPORTED_AS = "data"
"""The topic under which errors of data are reported."""


def envelope(found: DataSet, things: Things) -> dict[str, Any]:
    """What is said of a set beside its rows: licence, date, the meaning of its fields, where errors are reported."""
    with force_locale("en"):
        english = {name: str(text) for name, text in found.fields.items()}
    return {
        "title": str(found.title),
        "description": str(found.about),
        "publisher": settings().organiser,
        "licence": LICENCE,
        "licence_url": LICENCE_URL,
        "modified": _modified(found, things),
        "report_errors": absolute(report_address(found)),
        "fields": {name: str(text) for name, text in found.fields.items()},
        "fields_en": english,
    }


def _modified(found: DataSet, things: Things) -> str | None:
    """When anything of the set changed last; None where nothing ever stood there."""
    if things.changed:
        return written(things.changed)
    return max((row["updated_at"] for row in map(found.row, things.items)), default=None)


def report_address(found: DataSet) -> str:
    """The form that reports an error of this set, with what it is about filled in."""
    return url_for("complaint.form", topic=REPORTED_AS, concerns=str(found.title))


def file_address(found: DataSet, kind: str) -> str:
    """The whole address of the set as a file."""
    return absolute(url_for("open-data.download", name=found.key, kind=kind))


def as_json(found: DataSet, things: Things) -> bytes:
    """The set as JSON with all that is said of it."""
    rows = [found.row(one) for one in things.items]
    return msgspec.json.encode({**envelope(found, things), "items": rows})


def as_csv(found: DataSet, things: Things) -> bytes:
    """The rows under the names of their fields; spreadsheets take nothing of it for a formula."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(found.fields)
    writer.writerows([harmless(row[name]) for name in found.fields] for row in map(found.row, things.items))
    return f"{BOM}{out.getvalue()}".encode()


def as_csv_metadata(found: DataSet, things: Things) -> bytes:
    """What a table of CSV cannot say itself, as CSV on the Web (W3C, tabular metadata) describes one."""
    told = envelope(found, things)
    columns = [
        {"name": name, "titles": name, "dc:description": _in_both(text, told["fields_en"][name])}
        for name, text in told["fields"].items()
    ]
    changed = {"dc:modified": {"@value": told["modified"], "@type": "xsd:dateTime"}} if told["modified"] else {}
    return msgspec.json.encode(
        {
            "@context": ["http://www.w3.org/ns/csvw", {"@language": "zh"}],
            "url": file_address(found, "csv"),
            "dc:title": told["title"],
            "dc:description": told["description"],
            "dc:publisher": told["publisher"],
            "dc:license": {"@id": LICENCE_URL},
            **changed,
            "tableSchema": {"columns": columns},
        }
    )


def _in_both(text: str, english: str) -> list[dict[str, str]]:
    return [{"@value": text, "@language": "zh"}, {"@value": english, "@language": "en"}]


def as_jsonld(found: DataSet, things: Things) -> bytes:
    """The set as schema.org describes one, with its things as parts."""
    changed = _modified(found, things)
    told = described(found) | ({"dateModified": changed} if changed else {})
    return msgspec.json.encode(standing_alone({**told, "hasPart": [found.linked(one) for one in things.items]}))


def described(found: DataSet) -> dict[str, Any]:
    """The set as a Dataset of schema.org, without its rows."""
    return {
        "@type": "Dataset",
        "name": str(found.title),
        "description": str(found.about),
        "license": LICENCE_URL,
        "isAccessibleForFree": True,
        "creator": {"@type": "Organization", "name": settings().organiser},
        "distribution": [
            {"@type": "DataDownload", "encodingFormat": TYPES[one], "contentUrl": file_address(found, one)}
            for one in found.formats
        ],
    }


def as_calendar(found: DataSet, things: Things) -> bytes:
    """What has dates as events of a calendar."""
    return ical.written("OpenData", str(found.title), map(found.dated, things.items) if found.dated else ())


def as_atom(found: DataSet, things: Things) -> bytes:
    """Articles as a feed, the latest first."""
    latest = sorted(things.items, key=lambda one: one.published_at, reverse=True)
    own = url_for("open-data.download", name=found.key, kind="atom")
    return atom.feed(str(found.title), own, url_for("catalogue.show"), latest)


WRITERS = {"json": as_json, "csv": as_csv, "atom": as_atom, "jsonld": as_jsonld, "ics": as_calendar}
"""How each format is written."""
