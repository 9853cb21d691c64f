"""HTTP API of open data: every set as a file, free to everybody, described in `/openapi.json`."""

from datetime import datetime

import marshmallow as ma
from flask import abort, url_for
from flask_babel import force_locale
from werkzeug import Response

from chassis.http.api import Blueprint
from chassis.http.auth import PUBLIC, allow
from gateway.pages.public.feeds import served
from gateway.pages.public.open_data.formats import LICENCE_URL, TYPES, WRITERS, as_csv_metadata
from gateway.pages.public.open_data.sets import SETS

blp = Blueprint("open-data", __name__, description="What the public reads, for programs.")


class OpenDataSchema(ma.Schema):
    """A set of open data as JSON."""

    title = ma.fields.String()
    description = ma.fields.String()
    publisher = ma.fields.String()
    licence = ma.fields.String(metadata={"description": "Short name of the licence."})
    licence_url = ma.fields.URL()
    modified = ma.fields.AwareDateTime(allow_none=True, metadata={"description": "When a row last changed, if known."})
    report_errors = ma.fields.URL(metadata={"description": "Where to say that something is wrong."})
    fields_ = ma.fields.Dict(data_key="fields", metadata={"description": "What each field of a row holds, in Chinese."})
    fields_en = ma.fields.Dict(metadata={"description": "The same in English."})
    items = ma.fields.List(ma.fields.Dict(), metadata={"description": "The rows, flat."})


_CONTENT = {kind: {"schema": OpenDataSchema} if name == "json" else {} for name, kind in TYPES.items()}
_TABULAR = "application/csvm+json"
"""What the description of a table is called on the web."""


@blp.route("/data/<any(notices, editions, winners, events):name>.<any(json, csv, jsonld, ics, atom):kind>")
@allow(PUBLIC)
@blp.doc(responses={"200": {"description": "The set.", "content": _CONTENT}})
def download(name: str, kind: str) -> Response:
    """A set of open data: JSON, CSV and JSON-LD for all, calendars for what has dates, Atom for notices."""
    found = SETS[name]
    if kind not in found.formats:
        abort(404)
    with force_locale("zh_CN"):
        things = found.things()
        content = WRITERS[kind](found, things)
    response = _open(content, f"{TYPES[kind]}; charset=utf-8", things.changed)
    if kind == "csv":
        place = url_for("open-data.describe_table", name=name)
        response.headers.add("Link", f'<{place}>; rel="describedby"; type="{_TABULAR}"')
    return response


@blp.route("/data/<any(notices, editions, winners, events):name>.csv-metadata.json")
@allow(PUBLIC)
@blp.doc(responses={"200": {"description": "The description.", "content": {_TABULAR: {}}}})
def describe_table(name: str) -> Response:
    """What the CSV of a set cannot say itself, as CSV on the Web: licence, date, what each column holds."""
    with force_locale("zh_CN"):
        content = as_csv_metadata(SETS[name], SETS[name].things())
    return _open(content, _TABULAR)


def _open(content: bytes, kind: str, changed: datetime | None = None) -> Response:
    """The content, for programs of other sites as well."""
    response = served(content, kind, changed)
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    response.headers.add("Link", f'<{LICENCE_URL}>; rel="license"')
    return response
