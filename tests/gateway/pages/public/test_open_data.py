"""Open data: every set in every format it names, with licence, fields and a way to report errors."""

import csv
import io

import pytest

from gateway.pages.public.open_data.sets import SETS
from tests.gateway.browsing import Contest
from tests.gateway.pages.public.writing import published


@pytest.mark.parametrize("name", SETS)
def test_a_set_is_there_in_every_format_it_names(contest: Contest, name: str) -> None:
    published(contest, "notice", f"open-{name}", title="=开放数据")
    reader = contest.stranger()
    whole = reader.get(f"/data/{name}.json").get_json()
    assert whole["licence"] == "CC BY 4.0"
    assert whole["report_errors"].endswith("/complaints/new")
    assert all(list(row) == list(whole["fields"]) for row in whole["items"])
    rows = list(csv.DictReader(io.StringIO(reader.get(f"/data/{name}.csv").get_data().decode("utf-8-sig"))))
    assert len(rows) == len(whole["items"])
    assert not any(text.startswith("=") for row in rows for text in row.values())
    linked = reader.get(f"/data/{name}.jsonld").get_json(force=True)
    assert linked["@type"] == "Dataset"
    assert len(linked["hasPart"]) == len(rows)
    calendar = reader.get(f"/data/{name}.ics")
    assert (calendar.status_code, "VEVENT" in calendar.text) == (
        (200, bool(rows)) if "ics" in SETS[name].formats else (404, False)
    )


def test_a_set_is_not_sent_again_to_whoever_has_it(contest: Contest) -> None:
    reader = contest.stranger()
    first = reader.get("/data/editions.json")
    again = reader.get("/data/editions.json", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304


def test_the_catalogue_and_the_description_of_the_api_list_every_set(contest: Contest) -> None:
    reader = contest.stranger()
    page = reader.get("/data").text
    assert all(f"/data/{one.key}.{kind}" in page for one in SETS.values() for kind in one.formats)
    described = reader.get("/openapi.json").get_json()["paths"]["/data/{name}.{kind}"]["get"]
    assert described["security"] == []
