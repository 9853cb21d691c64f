"""Brings the demo in through the HTTP APIs of the services, as people would.

Every step looks first at what is there, so a load that was cut short goes on where it stopped, and a second load
changes nothing.
"""

import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from chassis import clock
from chassis.http.auth import Identity
from chassis.http.client import Refused
from contracts.roles import JUDGE, ORGANIZER, VOLUNTEER
from deploy.demo import articles, entries, judging, people, timetable
from deploy.demo.loading import Demo

FOLDER = Path(__file__).parent
SECONDS = 60
"""How long events may take to arrive before the load gives up."""


def load(demo: Demo, say: Callable[[str], None]) -> None:
    """Load everything. Raises Refused if a service says no, TimeoutError if events do not arrive."""
    say("  accounts")
    with demo.accounts.write() as session:
        demo.everyone = people.register(session)
    say("  edition and events")
    stage = publish(demo)
    say("  notices and pages")
    articles.load(demo)
    say("  20 entries")
    entries.load(demo)
    say("  judges and assignments")
    wait(demo, lambda: len(judging.known_judges(demo)) >= len(demo.people(JUDGE)), "the judges")
    wait(demo, lambda: judging.known_entries(demo) == entries.in_judging(), "the entries")
    judging.assign(demo)
    say("  score sheets")
    judging.score(demo, stage["criteria"])
    say("  volunteers")
    sign_up(demo)


def publish(demo: Demo) -> dict[str, Any]:
    """The edition, its judging stage and the events, unless they are there; returns the stage."""
    organizer = demo.people(ORGANIZER)[0]
    data = json.loads((FOLDER / "edition.json").read_text(encoding="utf-8"))
    by = timetable.weeks(clock.now())
    if not exists(demo, organizer, "registration", f"/editions/{data['slug']}"):
        demo.call(
            organizer, "registration", "PUT", f"/editions/{data['slug']}", json=timetable.moved(data["edition"], by)
        )
    stage: dict[str, Any] = timetable.moved(data["stage"], by)
    key = stage.pop("key")
    if not exists(demo, organizer, "judging", f"/stages/{key}"):
        demo.call(organizer, "judging", "PUT", f"/stages/{key}", json=stage)
    for item in json.loads((FOLDER / "events.json").read_text(encoding="utf-8")):
        if not exists(demo, organizer, "registration", f"/events/{item['slug']}"):
            event = timetable.moved(item["event"], by)
            demo.call(organizer, "registration", "PUT", f"/events/{item['slug']}", json=event)
    return stage


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
        shift = next(shift for shift in event["shifts"] if shift["key"] == wish["shift"])
        for number in wish["volunteers"]:
            demo.call(
                volunteers[number],
                "registration",
                "POST",
                f"/shifts/{shift['id']}/signups",
                headers={"Idempotency-Key": f"demo-{wish['event']}-{wish['shift']}"},
            )


def wait(demo: Demo, arrived: Callable[[], bool], what: str) -> None:
    """Until events have brought it about. Raises TimeoutError."""
    deadline = time.monotonic() + SECONDS
    while not arrived():
        if time.monotonic() > deadline:
            raise TimeoutError(f"{what} of the demo did not reach judging within {SECONDS} s; start again to go on")
        time.sleep(0.05)
