"""HTTP API of open data: every set as a file, free to everybody, described in `/openapi.json`."""

import marshmallow as ma
from flask import abort, redirect, url_for
from flask_babel import force_locale
from werkzeug import Response

from chassis.http.api import Blueprint
from chassis.http.auth import PUBLIC, allow
from gateway.pages.public.feeds import served
from gateway.pages.public.open_data.formats import TYPES, WRITERS
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
    fields_ = ma.fields.Dict(data_key="fields", metadata={"description": "What each field of a row holds."})
    items = ma.fields.List(ma.fields.Dict(), metadata={"description": "The rows, flat."})


_CONTENT = {"application/json": {"schema": OpenDataSchema}, "text/csv": {}, "application/ld+json": {}}


@blp.route("/data/<any(notices, editions, winners, events):name>.<any(json, csv, jsonld, ics, atom):kind>")
@allow(PUBLIC)
@blp.doc(responses={"200": {"description": "The set.", "content": _CONTENT}})
def download(name: str, kind: str) -> Response:
    """A set of open data: JSON and CSV for all, calendars for what has dates, Atom for notices, JSON-LD for all."""
    found = SETS[name]
    if kind not in found.formats:
        abort(404)
    if kind == "atom":
        return redirect(url_for("feeds.notices"))
    with force_locale("zh_CN"):
        content = WRITERS[kind](found, found.rows())
    response = served(content, f"{TYPES[kind]}; charset=utf-8")
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response
