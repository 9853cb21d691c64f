"""Open data: every set in every format it names, with licence, fields and a way to report errors."""

import csv
import io
import json
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from icalendar import Calendar

from chassis import clock
from contracts.roles import ORGANIZER
from gateway.pages.public.open_data.sets import SETS
from tests.gateway import papers
from tests.gateway.browsing import Contest
from tests.gateway.pages.public.writing import published


@pytest.fixture(scope="module")
def contest(own: Contest) -> Contest:
    """With editions beside the first one."""
    return own


@pytest.mark.parametrize("name", SETS)
def test_a_set_is_there_in_every_format_it_names(contest: Contest, name: str) -> None:
    published(contest, "notice", f"open-{name}", title="=开放数据")
    reader = contest.stranger()
    whole = reader.get(f"/data/{name}.json").get_json()
    assert whole["licence"] == "CC BY 4.0"
    form = reader.get("/" + whole["report_errors"].split("/", 3)[3]).text
    assert 'value="data" checked' in form
    assert f'value="{whole["title"]}"' in form
    assert list(whole["fields_en"]) == list(whole["fields"])
    assert all(text.isascii() for text in whole["fields_en"].values())
    assert not any(text.isascii() for text in whole["fields"].values())
    assert all(set(row) == set(whole["fields"]) for row in whole["items"])
    table = reader.get(f"/data/{name}.csv")
    rows = list(csv.DictReader(io.StringIO(table.get_data().decode("utf-8-sig"))))
    assert f"</data/{name}.csv-metadata.json>" in table.headers.getlist("Link")[1]
    told = reader.get(f"/data/{name}.csv-metadata.json").get_json(force=True)
    assert (told["url"].rpartition("/")[2], told["dc:license"]["@id"]) == (f"{name}.csv", whole["licence_url"])
    assert [one["titles"] for one in told["tableSchema"]["columns"]] == list(whole["fields"])
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


def linked(contest: Contest, name: str, address: str) -> dict[str, Any]:
    """What JSON-LD says of the thing of a set at this address."""
    whole = contest.stranger().get(f"/data/{name}.jsonld").get_json(force=True)
    found: dict[str, Any] = next(one for one in whole["hasPart"] if one["url"].endswith(address))
    return found


def beside(page: str) -> dict[str, Any]:
    """What a page says of itself to search engines."""
    facts: dict[str, Any] = json.loads(
        page.partition('<script type="application/ld+json">')[2].partition("</script>")[0]
    )
    return facts


def dated(contest: Contest, name: str, uid: str) -> Any:
    """An event of a set as a calendar has it."""
    content = contest.stranger().get(f"/data/{name}.ics").data
    assert b"BEGIN:VTIMEZONE" in content or b"TZID" not in content
    calendar: Any = Calendar.from_ical(content)
    return next(event for event in calendar.walk("VEVENT") if str(event["UID"]) == uid)


def test_an_event_called_off_is_so_in_every_format(contest: Contest) -> None:
    organizer, facts = contest.person(ORGANIZER), papers.event(clock.now())
    contest.call(organizer, "registration", "PUT", "/events/called-off", json=facts)
    before, planned = (dated(contest, "events", "called-off@events.egret"), linked(contest, "events", "/called-off"))
    path = "/events/called-off/cancellation"
    contest.call(organizer, "registration", "POST", path, json={"reason": "台风"}, query={"agreed": ""})
    after, told = dated(contest, "events", "called-off@events.egret"), linked(contest, "events", "/called-off")
    assert (before["STATUS"], after["STATUS"]) == ("CONFIRMED", "CANCELLED")
    assert after["SEQUENCE"] > before["SEQUENCE"]
    assert after.decoded("LAST-MODIFIED") == after.decoded("DTSTAMP") != after.decoded("DTSTART")
    assert after["DTSTART"].params["TZID"] == "Asia/Shanghai"
    assert (planned["@type"], planned["eventStatus"]) == ("Event", "https://schema.org/EventScheduled")
    assert told["eventStatus"] == "https://schema.org/EventCancelled"
    assert (told["location"]["name"], told["startDate"] < told["endDate"]) == ("苏颂公园", True)
    assert contest.stranger().get("/data/events.json").get_json()["modified"]
    assert beside(contest.stranger().get("/volunteer/called-off").text)["eventStatus"] == told["eventStatus"]


def test_an_edition_has_dates_and_its_own_address(contest: Contest) -> None:
    contest.put_edition("later", papers.edition(clock.now() + 30 * papers.DAY) | {"entry_prefix": "LATER"})
    told, entry = linked(contest, "editions", "/editions/later"), dated(contest, "editions", "later@editions.egret")
    assert (told["@type"], told["startDate"] < told["endDate"]) == ("Event", True)
    assert entry["SUMMARY"] == "第四届厦门5G应用大赛 · 报名"
    assert beside(contest.stranger().get("/editions/later").text)["url"] == told["url"]


def test_the_feed_of_notices_has_what_its_table_has(contest: Contest) -> None:
    published(contest, "announcement", "fed-too")
    feed = ET.fromstring(contest.stranger().get("/data/notices.atom").data)
    ids = {one.text for one in feed.iter("{http://www.w3.org/2005/Atom}id")} - {feed[0].text}
    assert ids == {one["address"] for one in contest.stranger().get("/data/notices.json").get_json()["items"]}
