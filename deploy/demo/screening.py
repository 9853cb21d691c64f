"""The screening of the demo's entries: most pass, some stand at every other step.

What ends by itself after some working days (a correction that does not come, a refusal without a reply) is not shown:
a demo has no past.
"""

from typing import Any

from chassis.http.auth import Identity
from contracts.roles import ORGANIZER, SCREENER
from deploy.demo.entries import ENTRIES, SLOTS, hand_in, leaders, number, paper, upload
from deploy.demo.loading import Demo

WAITING, PASSED, CORRECTION, ANSWERED = "waiting", "passed", "correction", "answered"
PROPOSED, REFUSED, REPLIED = "proposed", "refused", "replied"
STANDS = {8: CORRECTION, 12: WAITING, 14: PROPOSED, 16: REPLIED, 20: ANSWERED}
"""Where the screening of these entries stands; all others passed."""
BEFORE = {ANSWERED: CORRECTION, REPLIED: REFUSED, REFUSED: PROPOSED}
"""What comes right before; every other state is decided by one screener."""
FINDINGS = {
    CORRECTION: ("undertaking", "承诺书没有指导教师签字，请补签后重新上传。"),
    ANSWERED: ("undertaking", "承诺书没有盖申报单位公章，请盖章后重新上传。"),
    PROPOSED: ("once", "与第三届已获奖项目内容基本相同，没有新的进展。"),
    REPLIED: ("place", "申报单位与落地点均不在厦门，不符合申报条件。"),
}
"""The point that is not met, and why, of those that end so."""
SLOT = "undertaking_scan"
"""What the demo's corrections let the teams change."""
REPLY = "申报单位注册地虽在外地，项目自去年六月起在鼓浪屿落地运行，落地证明第二页有合同和验收单，请复核。"


def load(demo: Demo) -> None:
    """Bring the screening of every entry that is handed in to where it stands; resumes where it stopped."""
    found = {one["number"]: one["id"] for one in demo.all(demo.people(ORGANIZER)[0], "registration", "/entries")}
    for entry in ENTRIES:
        if entry["state"] == "submitted":
            wanted = STANDS.get(entry["no"], PASSED)
            _bring_to(demo, entry, found[number(entry)], wanted, FINDINGS.get(wanted, ("", "")))


def _bring_to(demo: Demo, entry: dict[str, Any], entry_id: str, wanted: str, finding: tuple[str, str]) -> None:
    """Take the steps that lead to the wanted state, from wherever it stands."""
    screener, second = demo.people(SCREENER)[:2]
    path, leader = f"/entries/{entry_id}/screening", leaders(demo)[entry["no"]]
    if wanted == WAITING or demo.call(screener, "registration", "GET", path)["state"] == wanted:
        return
    if wanted in BEFORE:
        _bring_to(demo, entry, entry_id, BEFORE[wanted], finding)
    if wanted == ANSWERED:
        signed = paper(entry, SLOTS[SLOT], "", "已加盖申报单位公章")
        hand_in(demo, leader, entry_id, upload(demo, leader, entry, entry_id, SLOT, signed))
    elif wanted == REFUSED:
        demo.call(second, "registration", "POST", f"{path}/confirmation", json={"agree": True})
    elif wanted == REPLIED:
        demo.call(leader, "registration", "POST", f"{path}/reply", json={"text": REPLY})
    else:
        _decide(demo, screener, path, wanted, finding)


def _decide(demo: Demo, screener: Identity, path: str, wanted: str, finding: tuple[str, str]) -> None:
    """Let a screener take an entry, fill in the checklist and say what comes of it."""
    found = demo.call(screener, "registration", "POST", f"{path}/screener")
    points = [_point(one, *finding) for one in found["points"]]
    demo.call(screener, "registration", "PUT", f"{path}/points", json={"points": points})
    outcome = {PASSED: "pass", CORRECTION: "correct"}.get(wanted, "refuse")
    fields = [SLOT] if wanted == CORRECTION else []
    demo.call(screener, "registration", "POST", f"{path}/outcome", json={"outcome": outcome, "fields": fields})


def _point(point: dict[str, Any], failed: str, reason: str) -> dict[str, str]:
    fails = point["key"] == failed
    return {"key": point["key"], "verdict": "fail" if fails else "pass", "reason": reason if fails else ""}


def in_judging() -> set[str]:
    """Numbers of those that judges score."""
    return {number(one) for one in ENTRIES if one["state"] == "submitted" and one["no"] not in STANDS}
