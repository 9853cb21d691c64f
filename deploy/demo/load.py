"""Brings the demo in through the HTTP APIs of the services, as people would.

Every step looks first at what is there, so a load that was cut short goes on where it stopped, and a second load
changes nothing.
"""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from chassis import clock
from chassis.http.auth import Identity
from chassis.http.client import Refused
from contracts.roles import JUDGE, ORGANIZER, VOLUNTEER
from deploy.demo import articles, asking, entries, files, judging, people, screening, timetable
from deploy.demo.loading import Demo
from services.registration.contest.forms.sets import document_of, form_set

FOLDER = Path(__file__).parent
PAST: list[dict[str, Any]] = json.loads((FOLDER / "past_editions.json").read_text(encoding="utf-8"))
"""Earlier editions and who won in them."""
EVENTS: list[dict[str, Any]] = json.loads((FOLDER / "events.json").read_text(encoding="utf-8"))


def load(demo: Demo, say: Callable[[str], None]) -> None:
    """Load everything. Raises Refused if a service says no, TimeoutError if events do not arrive."""
    say("  accounts")
    with demo.accounts.write() as session:
        demo.everyone = people.register(session)
    say("  edition and events")
    rubric = publish(demo)
    say("  notices and pages")
    articles.load(demo)
    say("  20 entries")
    entries.load(demo)
    say("  screening")
    screening.load(demo)
    say("  judges and assignments")
    demo.wait(lambda: len(judging.known_judges(demo)) >= len(demo.people(JUDGE)), "the judges have not reached judging")
    demo.wait(lambda: judging.known_entries(demo) == screening.in_judging(), "the entries have not reached judging")
    judging.declare(demo)
    judging.assign(demo)
    say("  score sheets")
    judging.score(demo, rubric["criteria"])
    say("  questions and changes")
    asking.load(demo)
    say("  volunteers")
    sign_up(demo)
    call_off(demo)


def publish(demo: Demo) -> dict[str, Any]:
    """The editions, the events and the rubric of the judging, unless they are there; returns the rubric."""
    organizer = demo.people(ORGANIZER)[0]
    data = json.loads((FOLDER / "edition.json").read_text(encoding="utf-8"))
    by = timetable.weeks(clock.now())
    if not exists(demo, organizer, "registration", f"/editions/{data['slug']}"):
        path, edition = f"/editions/{data['slug']}", timetable.moved(data["edition"], by)
        demo.call(organizer, "registration", "PUT", path, json=_plain(edition))
        edition["documents"] = files.offered(demo, data["slug"], data["documents"])
        edition["organisers"] = files.with_logos(demo, data["slug"], edition["organisers"])
        demo.call(organizer, "registration", "PUT", path, json=edition)
        form = files.as_templates(document_of(form_set("application")), edition["documents"], data["templates"])
        demo.call(organizer, "registration", "PUT", f"/editions/{data['slug']}/form", json=form)
    for past in PAST:
        if not exists(demo, organizer, "registration", f"/editions/{past['slug']}"):
            path, edition = f"/editions/{past['slug']}", timetable.moved(past["edition"], by)
            demo.call(organizer, "registration", "PUT", path, json=edition)
        if not demo.call(organizer, "registration", "GET", "/winners", query={"edition": past["slug"]})["items"]:
            winners = files.with_pictures(demo, past["slug"], past["winners"])
            demo.call(organizer, "registration", "PUT", f"/editions/{past['slug']}/winners", json={"items": winners})
    for item in EVENTS:
        if not exists(demo, organizer, "registration", f"/events/{item['slug']}"):
            event = timetable.moved(item["event"], by)
            demo.call(organizer, "registration", "PUT", f"/events/{item['slug']}", json=event)
    return judging.publish(demo, data["rubric"])


def _plain(edition: dict[str, Any]) -> dict[str, Any]:
    """The edition before there is anywhere to take its logos in."""
    return edition | {"organisers": [one | {"logo": None} for one in edition["organisers"]]}


def exists(demo: Demo, who: Identity, part: str, path: str) -> bool:
    """Whether something answers there."""
    try:
        demo.call(who, part, "GET", path)
    except Refused as refused:
        if refused.status == 404:
            return False
        raise
    return True


def sign_up(demo: Demo) -> None:
    """Volunteers take their shifts; signing up twice changes nothing."""
    volunteers = demo.people(VOLUNTEER)
    for wish in people.PEOPLE["signups"]:
        event = demo.call(volunteers[0], "registration", "GET", f"/events/{wish['event']}")
        shift = next((shift for shift in event["shifts"] if shift["key"] == wish["shift"]), None)
        if shift is None:  # the event was called off by an earlier load
            continue
        for number in wish["volunteers"]:
            demo.call(
                volunteers[number],
                "registration",
                "POST",
                f"/shifts/{shift['id']}/signups",
                headers={"Idempotency-Key": f"demo-{wish['event']}-{wish['shift']}"},
            )


def call_off(demo: Demo) -> None:
    """Cancel the event that does not take place, unless that was done."""
    organizer = demo.people(ORGANIZER)[0]
    for item in (item for item in EVENTS if "cancelled" in item):
        path, body = f"/events/{item['slug']}/cancellation", {"reason": item["cancelled"]}
        agreed = demo.call(organizer, "registration", "POST", f"{path}/effects", json=body)["agreed"]
        demo.call(organizer, "registration", "POST", path, json=body, query={"agreed": agreed})
