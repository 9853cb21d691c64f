"""A set of open data as a file: what stands around its rows, and how each format writes them."""

import csv
import io
from collections.abc import Sequence
from typing import Any

import msgspec
from flask import url_for

from gateway.edge.security import settings
from gateway.lists.exports import BOM, harmless
from gateway.pages.public.open_data.calendars import as_calendar
from gateway.pages.public.open_data.rows import Row
from gateway.pages.public.open_data.sets import DataSet
from gateway.pages.public.reading import absolute

LICENCE, LICENCE_URL = "CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/"
"""Under what everybody may use the data: freely, naming the institution."""
TYPES = {"json": "application/json", "csv": "text/csv", "jsonld": "application/ld+json", "ics": "text/calendar"}
"""What a format is called on the web."""


def envelope(found: DataSet, rows: Sequence[Row]) -> dict[str, Any]:
    """What is said of a set beside its rows: licence, date, the meaning of its fields, where errors are reported."""
    changed = [row.get("updated_at") or row.get("published_at") for row in rows]
    return {
        "title": str(found.title),
        "description": str(found.about),
        "publisher": settings().organiser,
        "licence": LICENCE,
        "licence_url": LICENCE_URL,
        "modified": max(filter(None, changed), default=None),
        "report_errors": absolute(url_for("complaint.form")),
        "fields": found.fields,
    }


def as_json(found: DataSet, rows: Sequence[Row]) -> bytes:
    """The set as JSON with all that is said of it."""
    return msgspec.json.encode({**envelope(found, rows), "items": rows})


def as_csv(found: DataSet, rows: Sequence[Row]) -> bytes:
    """The rows under the names of their fields; spreadsheets take nothing of it for a formula."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(found.fields)
    writer.writerows([harmless(row[name]) for name in found.fields] for row in rows)
    return f"{BOM}{out.getvalue()}".encode()


def as_jsonld(found: DataSet, rows: Sequence[Row]) -> bytes:
    """The set as schema.org describes one, with its rows as parts."""
    told = {"@context": "https://schema.org", **described(found), "hasPart": [_thing(row) for row in rows]}
    return msgspec.json.encode({**told, "dateModified": envelope(found, rows)["modified"]})


def _thing(row: Row) -> dict[str, Any]:
    return {
        "@type": "CreativeWork",
        "name": row.get("name") or row.get("title"),
        "description": row["summary"],
        "url": row["address"],
    }


def described(found: DataSet) -> dict[str, Any]:
    """The set as a Dataset of schema.org, without its rows."""
    files = [(one, absolute(url_for("open-data.download", name=found.key, kind=one))) for one in found.formats]
    return {
        "@type": "Dataset",
        "name": str(found.title),
        "description": str(found.about),
        "license": LICENCE_URL,
        "isAccessibleForFree": True,
        "creator": {"@type": "Organization", "name": settings().organiser},
        "distribution": [
            {"@type": "DataDownload", "encodingFormat": TYPES.get(one, "application/atom+xml"), "contentUrl": place}
            for one, place in files
        ],
    }


WRITERS = {"json": as_json, "csv": as_csv, "jsonld": as_jsonld, "ics": as_calendar}
"""How each format but Atom, which only notices have, is written."""
