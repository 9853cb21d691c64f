import re
from collections import Counter
from collections.abc import Callable, Iterator
from hashlib import sha256
from typing import Any

import pytest

from chassis import clock
from contracts.roles import JUDGE, LEADER, ORGANIZER, VOLUNTEER
from deploy.demo import asking, entries, judging, people, screening
from deploy.demo import files as files_of_the_demo
from deploy.demo.load import load
from deploy.demo.loading import Demo
from tests.deploy.product import product, settle

pytestmark = pytest.mark.slow


class CutShort(Exception):
    """Somebody pulled the plug."""


def cut_at(step: str) -> Callable[[str], None]:
    """Ends a load when it says that it has come this far."""

    def say(line: str) -> None:
        if line == step:
            raise CutShort

    return say


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """The demo in a product of its own, whose load was cut short again and again and went on each time."""
    with product(tmp_path_factory.mktemp("load") / "data") as composed:
        for step in ("  20 entries", "  judges and assignments", "  score sheets", "  volunteers"):
            with pytest.raises(CutShort):
                load(Demo(composed.clients, composed.databases["gateway"]), cut_at(step))
        demo = Demo(composed.clients, composed.databases["gateway"])
        load(demo, lambda _line: None)
        settle(composed)
        yield demo


def listed(demo: Demo) -> list[dict[str, Any]]:
    found = demo.all(demo.people(ORGANIZER)[0], "registration", "/entries")
    return [entry for entry in found if entry["edition"] == judging.EDITION]


def sheets(demo: Demo) -> list[dict[str, Any]]:
    return demo.all(demo.people(ORGANIZER)[0], "judging", f"{judging.STAGE}/assignments")


def test_entries_are_those_of_the_list_in_their_states(loaded: Demo) -> None:
    found = {entry["title"]: entry for entry in listed(loaded)}
    assert len(found) == len(listed(loaded))
    assert {title: entry["state"] for title, entry in found.items()} == {
        entry["title"]: entry["state"] for entry in entries.ENTRIES
    }
    assert all(
        found[entry["title"]]["number"] == (None if entry["state"] == "draft" else entries.number(entry))
        for entry in entries.ENTRIES
    )


def test_the_leader_shown_to_visitors_has_one_entry_handed_in_and_one_to_complete(loaded: Demo) -> None:
    own = loaded.all(loaded.people(LEADER)[0], "registration", "/entries")
    assert Counter(entry["state"] for entry in own) == {"submitted": 1, "draft": 1}
    draft = next(entry for entry in own if entry["state"] == "draft")
    missing = loaded.call(loaded.people(LEADER)[0], "registration", "GET", f"/entries/{draft['id']}")["missing"]
    assert {lack["field"].partition(".")[0] for lack in missing} <= {
        "document",
        "undertaking_scan",
        "evidence",
        "@team",
        "@joint",
    }
    waiting = Counter(lack["field"].partition(".")[0] for lack in missing if lack["code"] == "unconfirmed")
    assert waiting == {"@team": 1, "@joint": 1}, "a member and a joint applicant have not answered yet"


def test_each_entry_in_judging_has_five_judges_and_most_are_done(loaded: Demo) -> None:
    rows = sheets(loaded)
    assert set(Counter(row["number"] for row in rows).values()) == {5}
    assert {row["number"] for row in rows} == screening.in_judging()
    states = Counter(row["sheet_state"] for row in rows)
    assert states["submitted"] == 60
    assert states["draft"] == 2
    assert states["none"] == 3


def test_the_judge_shown_to_visitors_has_something_left_to_score(loaded: Demo) -> None:
    own = loaded.call(loaded.people(JUDGE)[0], "judging", "GET", "/assignments")["items"]
    assert Counter(row["sheet_state"] for row in own)["none"] == 2


def test_ranking_shows_a_tie_and_a_wide_spread(loaded: Demo) -> None:
    ranking = loaded.call(loaded.people(ORGANIZER)[0], "judging", "GET", "/ranking")["items"]
    rows = {row["number"]: row for row in ranking}
    assert rows["XM5G04-0006"]["rank"] == rows["XM5G04-0019"]["rank"]
    assert rows["XM5G04-0006"]["score"] == rows["XM5G04-0019"]["score"] == "89.67"
    assert [number for number, row in rows.items() if row["flagged"]] == ["XM5G04-0002"]


def test_shifts_and_signups_are_in_every_state_there_is(loaded: Demo) -> None:
    events = loaded.call(loaded.people(VOLUNTEER)[0], "registration", "GET", "/events")["items"]
    shifts = [shift for event in events for shift in event["shifts"]]
    assert any(shift["places_left"] == 1 for shift in shifts)
    assert Counter(event["state"] for event in events) == {"published": 2, "cancelled": 1}
    signups = [one for who in loaded.people(VOLUNTEER) for one in loaded.all(who, "registration", "/signups")]
    assert {one["state"] for one in signups} == {"confirmed", "waitlisted", "cancelled"}
    assert [one["blocked"] for one in signups if one["state"] == "waitlisted"] == [False, True]


def test_stages_follow_each_other_and_the_contest_is_under_way(loaded: Demo) -> None:
    stages = loaded.call(loaded.people(LEADER)[0], "registration", "GET", f"/editions/{judging.EDITION}")["stages"]
    opens = [stage["opens_at"] for stage in stages]
    assert opens == sorted(opens)
    assert all(stage["opens_at"] < stage["closes_at"] for stage in stages)
    now = clock.now().isoformat()
    assert [stage["key"] for stage in stages if stage["opens_at"] < now] == ["entry", "screening", "preliminary"]


def test_changes_and_questions_stand_at_every_step(loaded: Demo) -> None:
    office = loaded.people(ORGANIZER)[0]
    changes = loaded.all(office, "registration", f"/editions/{asking.EDITION}/change-requests")
    assert Counter(one["state"] for one in changes) == {"open": 1, "partly": 1, "refused": 1}
    questions = loaded.all(office, "registration", f"/editions/{judging.EDITION}/questions")
    assert Counter((one["state"], bool(one["article_id"])) for one in questions) == {
        ("open", False): 1,
        ("answered", False): 1,
        ("answered", True): 1,
    }


def test_nobody_is_real(loaded: Demo) -> None:
    assert all(name.startswith(("示例", "评委")) for name, _, _ in people.roster())
    assert all(email.endswith("@example.org") for _, email, _ in people.roster())
    assert all(entry["organisation"].startswith("示例") for entry in listed(loaded))


def test_loading_again_changes_nothing(loaded: Demo) -> None:
    before = listed(loaded), sheets(loaded)
    load(loaded, lambda _line: None)
    assert (listed(loaded), sheets(loaded)) == before


def test_pictures_logos_and_papers_are_those_drawn_for_the_demo(loaded: Demo) -> None:
    who = loaded.people(ORGANIZER)[0]
    won = loaded.call(who, "registration", "GET", "/winners", query={"edition": "xm5g-03"})["items"]
    assert sum(bool(one["picture"] and one["picture"]["width"]) for one in won) == 6
    edition = loaded.call(who, "registration", "GET", "/editions/xm5g-04")
    assert sum(bool(one["logo"]) for one in edition["organisers"]) == 3
    call = loaded.call(who, "registration", "GET", "/published/notice/call-for-entries")
    files = [one["file"] for one in (*call["attachments"], *edition["documents"])]
    assert re.fullmatch(r"演示〔20\d\d〕1号", call["document_number"])
    assert [one["type"] for one in files] == ["pdf"] * 5
    kept = files_of_the_demo.FOLDER.glob("*.pdf")
    assert {one["sha256"] for one in files} < {sha256(paper.read_bytes()).hexdigest() for paper in kept}
