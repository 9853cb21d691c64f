"""The page that lists the sets of open data, for people and, as JSON-LD, for search engines."""

from flask import Blueprint, render_template, url_for

from chassis.http.auth import PUBLIC, allow
from gateway.pages.public.open_data.formats import LICENCE, LICENCE_URL, described, report_address
from gateway.pages.public.open_data.sets import SETS
from gateway.pages.public.reading import absolute

blp = Blueprint("catalogue", __name__)
FORMATS = {"json": "JSON", "csv": "CSV", "atom": "Atom", "ics": "iCalendar", "jsonld": "JSON-LD"}
"""What formats are called."""


@blp.route("/data", methods=["GET"])
@allow(PUBLIC)
def show() -> str:
    """What there is, in which formats, under which licence, and how to report an error."""
    facts = {
        "@context": "https://schema.org",
        "@type": "DataCatalog",
        "url": absolute(url_for("catalogue.show")),
        "license": LICENCE_URL,
        "dataset": [described(one) for one in SETS.values()],
    }
    reports = {one.key: report_address(one) for one in SETS.values()}
    licence = {"name": LICENCE, "address": LICENCE_URL}
    return render_template(
        "public/open_data/catalogue.html",
        sets=SETS.values(),
        formats=FORMATS,
        licence=licence,
        reports=reports,
        facts=facts,
    )
