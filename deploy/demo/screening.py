"""The screening of the demo's entries: most pass, some stand at every other step."""

from typing import Any

from chassis.http.auth import Identity
from contracts.roles import ORGANIZER, SCREENER
from deploy.demo.entries import ENTRIES, number
from deploy.demo.loading import Demo

WAITING, TAKEN, PASSED, CORRECTION, PROPOSED, REFUSED = (
    *("waiting", "taken", "passed", "correction", "proposed", "refused"),
)
STANDS = {8: CORRECTION, 12: WAITING, 14: PROPOSED, 16: REFUSED, 20: TAKEN}
"""Where the screening of these entries stands; all others passed."""
FINDINGS = {
    CORRECTION: ("undertaking", "承诺书没有指导教师签字，请补签后重新上传。"),
    PROPOSED: ("once", "与第三届已获奖项目内容基本相同，没有新的进展。"),
    REFUSED: ("place", "申报单位与落地点均不在厦门，不符合申报条件。"),
}
"""The point that is not met, and why."""
OPEN_AGAIN = ["undertaking_scan"]
"""What the demo's correction lets the team change."""


def load(demo: Demo) -> None:
    """Bring the screening of every entry that is handed in to where it stands; resumes where it stopped."""
    screener, organizer = demo.people(SCREENER)[0], demo.people(ORGANIZER)[0]
    found = {one["number"]: one["id"] for one in demo.all(organizer, "registration", "/entries")}
    for entry in ENTRIES:
        if entry["state"] == "submitted":
            _screen(demo, screener, found[number(entry)], STANDS.get(entry["no"], PASSED))


def _screen(demo: Demo, screener: Identity, entry_id: str, wanted: str) -> None:
    path = f"/entries/{entry_id}/screening"
    found = demo.call(screener, "registration", "GET", path)
    if wanted == WAITING or found["state"] == wanted:
        return
    if found["state"] == WAITING:
        found = demo.call(screener, "registration", "POST", f"{path}/screener")
    if wanted != TAKEN and found["state"] == TAKEN:
        points = [_point(one, *FINDINGS.get(wanted, ("", ""))) for one in found["points"]]
        demo.call(screener, "registration", "PUT", f"{path}/points", json={"points": points})
        outcome = {PASSED: "pass", CORRECTION: "correct"}.get(wanted, "refuse")
        fields = OPEN_AGAIN if wanted == CORRECTION else []
        demo.call(screener, "registration", "POST", f"{path}/outcome", json={"outcome": outcome, "fields": fields})
    if wanted == REFUSED:
        second = demo.people(SCREENER)[1]
        demo.call(second, "registration", "POST", f"{path}/confirmation", json={"agree": True})


def _point(point: dict[str, Any], failed: str, reason: str) -> dict[str, str]:
    fails = point["key"] == failed
    return {"key": point["key"], "verdict": "fail" if fails else "pass", "reason": reason if fails else ""}


def in_judging() -> set[str]:
    """Numbers of those that judges score."""
    return {number(one) for one in ENTRIES if one["state"] == "submitted" and one["no"] not in STANDS}
