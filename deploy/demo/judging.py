"""Assignments and score sheets of the demo."""

import json
from collections import defaultdict
from pathlib import Path
from typing import Any

from chassis.http.client import Refused
from contracts.roles import JUDGE, ORGANIZER
from deploy.demo.entries import ENTRIES, number
from deploy.demo.loading import Demo
from deploy.demo.scores import marks

PER_ENTRY = 5
EDITION = "xm5g-04"
STAGE = f"/editions/{EDITION}/stages/preliminary"
COMMENTS: list[str] = json.loads((Path(__file__).parent / "edition.json").read_text(encoding="utf-8"))["comments"]
TOTALS: dict[str, list[str]] = {number(entry): entry["totals"] for entry in ENTRIES if entry["totals"]}
COMPLETE = {number({"no": no}) for no in (2, 6, 19)}
"""Every sheet of these is handed in: one with a wide spread, and two that tie."""
UNFINISHED = {"评委01": ("draft", "open", "open"), "评委14": ("open",), "评委15": ("draft",)}
"""What each of these judges leaves undone; the first is the one shown to visitors and has something left to score.

No more than three: of a judge's six entries up to three may be among the complete ones."""


EMPLOYERS = {"评委08": "示例医科大学"}
"""Judges of an organisation that applies: its entry is given to others."""
DECLARED = {"评委12": {"organisation": "示例港务集团", "kind": "ownership"}}
"""What judges declare."""
TITLES = ("教授", "高级工程师", "研究员")
SIGNED = "2026-11-01"
"""The version of the undertaking."""


def publish(demo: Demo, rubric: dict[str, Any]) -> dict[str, Any]:
    """The rubric, unless it is there, as soon as judging knows the edition; returns it."""
    organizer = demo.people(ORGANIZER)[0]
    rules = {field: value for field, value in rubric.items() if field not in {"edition", "key"}}

    def written() -> bool:
        try:
            demo.call(organizer, "judging", "GET", STAGE)
        except Refused as unknown:
            if unknown.status != 404:
                raise
            return _put(demo, rules)
        return True

    demo.wait(written, "the edition has not reached judging")
    return rubric


def _put(demo: Demo, rules: dict[str, Any]) -> bool:
    """Write the rubric; False where judging does not know the edition yet."""
    try:
        demo.call(demo.people(ORGANIZER)[0], "judging", "PUT", STAGE, json=rules)
    except Refused as early:
        if "edition" not in early.problem.get("errors", {}):
            raise
        return False
    return True


def known_judges(demo: Demo) -> list[dict[str, Any]]:
    """Judges that judging knows by now."""
    return demo.all(demo.people(ORGANIZER)[0], "judging", "/judges")


def known_entries(demo: Demo) -> set[str]:
    """Numbers of the entries that judging knows by now."""
    found = demo.call(demo.people(ORGANIZER)[0], "judging", "GET", "/panel", query={"edition": EDITION, "limit": 100})
    return {entry["number"] for entry in found["entries"]}


def assign(demo: Demo) -> None:
    """Five judges for each entry by a plan; what is assigned already stays."""
    organizer = demo.people(ORGANIZER)[0]
    plan = demo.call(organizer, "judging", "POST", f"{STAGE}/plans", json={"per_entry": PER_ENTRY})
    if demo.call(organizer, "judging", "GET", f"/plans/{plan['id']}")["may"]:
        demo.call(organizer, "judging", "POST", f"/plans/{plan['id']}/making")


def declare(demo: Demo) -> None:
    """Every judge says where they work, signs and declares, before anything is given to them."""
    for judge in demo.people(JUDGE):
        demo.call(judge, "judging", "PUT", "/judge-profile", json=_profile(judge.name))
        told = [DECLARED[judge.name]] if judge.name in DECLARED else []
        declaration = {"undertaking": SIGNED, "conflicts": told}
        demo.call(judge, "judging", "PUT", f"/editions/{EDITION}/declaration", json=declaration)


def _profile(name: str) -> dict[str, Any]:
    place = int(name[-2:])
    employer = EMPLOYERS.get(name, f"示例评审机构{place:02}")
    return {"title": TITLES[place % len(TITLES)], "employers": [employer]}


def score(demo: Demo, criteria: list[dict[str, Any]]) -> None:
    """Fill in the sheets; those handed in already stay."""
    rows = demo.all(demo.people(ORGANIZER)[0], "judging", f"{STAGE}/assignments")
    judges = {judge.name: judge for judge in demo.people(JUDGE)}
    for row, wanted, total, comment in plan(rows):
        if wanted == "open" or row["sheet_state"] in {wanted, "submitted"}:
            continue
        judge, path = judges[row["judge"]], f"/assignments/{row['id']}"
        given = marks(criteria, total)
        if wanted == "draft":
            given.popitem()
        etag = demo.call(judge, "judging", "GET", path)["etag"]
        sheet = {"marks": given, "comment": comment}
        saved = demo.call(judge, "judging", "PUT", f"{path}/sheet", json=sheet, headers={"If-Match": etag})
        if wanted == "submitted":
            demo.call(judge, "judging", "POST", f"{path}/sheet/submission", headers={"If-Match": saved["etag"]})


def plan(rows: list[dict[str, Any]]) -> list[tuple[dict[str, Any], str, str, str]]:
    """Each assignment with the state its sheet gets (`submitted`, `draft` or `open`), its total and its comment."""
    seats: dict[str, int] = defaultdict(int)
    left = {name: list(states) for name, states in UNFINISHED.items()}
    planned = []
    for row in sorted(rows, key=lambda row: (row["number"], row["judge"])):
        entry, judge = row["number"], row["judge"]
        seat = seats[entry]
        seats[entry] += 1
        undone = left.get(judge) if entry not in COMPLETE else None
        wanted = undone.pop(0) if undone else "submitted"
        totals = TOTALS[entry]
        planned.append((row, wanted, totals[seat % len(totals)], COMMENTS[(seat + int(entry[-2:])) % len(COMMENTS)]))
    return planned
