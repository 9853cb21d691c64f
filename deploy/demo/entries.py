"""The twenty entries of the demo, each brought to its state by its leader."""

import json
from pathlib import Path
from typing import Any

from chassis.forms.patterns import check_digit
from chassis.http.auth import Identity
from chassis.http.client import Refused
from contracts.roles import LEADER, ORGANIZER
from deploy.demo import joint, pdf, teams
from deploy.demo.loading import Demo

ENTRIES: list[dict[str, Any]] = json.loads((Path(__file__).parent / "entries.json").read_text(encoding="utf-8"))
ANSWERS: dict[str, Any] = json.loads((Path(__file__).parent / "answers.json").read_text(encoding="utf-8"))
"""What demo entries answer alike, all of them or those of a group."""
TEXTS: dict[str, Any] = json.loads((Path(__file__).parent / "texts.json").read_text(encoding="utf-8"))
"""What each demo entry says in its own words, by its place in the list."""
FIELDS = ("title", "track", "group", "summary", "organisation", "organisation_type", "district")
EXTRA = ("joint_applicants", "credit_code")
"""What some of them answer beyond that; one code is not as codes are made."""
CODE = "91350200FAKE{:05d}"
"""A credit code of the demo but for its check digit."""
SLOTS = {"document": "申报书", "undertaking_scan": "承诺书", "evidence": "落地证明"}
"""Where a demo team puts a file, and what it calls it. Of the draft the first is cut off, and so refused."""
DRAFT, LAST = 4, 20
"""The draft has no number yet. The last entry is handed in in its place, so all others are numbered as listed."""
REVISED = 7
"""The entry whose team changes what it handed in and has not submitted that yet."""
SHOWN = {1, DRAFT}
"""Led by the leader whose sign-in link is printed: one that is handed in, one to complete and hand in."""


def number(entry: dict[str, Any]) -> str:
    """The number a submitted entry gets, as entries are handed in one after the other."""
    return f"XM5G04-{DRAFT if entry['no'] == LAST else entry['no']:04}"


def load(demo: Demo) -> None:
    """Create, upload, submit, change one, and take back the one that is withdrawn; resumes where it stopped."""
    leading = leaders(demo)
    for entry in sorted(ENTRIES, key=lambda entry: (number(entry), entry["no"] == LAST)):
        _bring_in(demo, leading[entry["no"]], entry)


def leaders(demo: Demo) -> dict[int, Identity]:
    """Who leads each entry."""
    first, *others = demo.people(LEADER)
    free = iter(others)
    return {entry["no"]: first if entry["no"] in SHOWN else next(free) for entry in ENTRIES}


def _bring_in(demo: Demo, leader: Identity, entry: dict[str, Any]) -> None:
    own = demo.all(leader, "registration", "/entries")
    found = next((one for one in own if one["title"] == entry["title"]), None)
    if found is None:
        headers = {"Idempotency-Key": f"demo-entry-{entry['no']}"}
        found = demo.call(leader, "registration", "POST", "/entries", json={"answers": answers(entry)}, headers=headers)
        if entry["state"] == "draft":
            whole = paper(entry, SLOTS["document"])
            upload(demo, leader, entry, found["id"], "document", whole[: len(whole) // 2])
    if found["state"] == "draft":
        teams.join(demo, leader, entry, found["id"])
        joint.settle(demo, leader, found["id"])
    if entry["state"] != "draft" and found["number"] is None:
        found = _submit(demo, leader, entry, found["id"])
    if entry["no"] == REVISED and not found["revising"]:
        _revise(demo, leader, entry, found["id"])
    if entry["state"] == "withdrawn" and found["state"] == "submitted":
        demo.call(demo.people(ORGANIZER)[0], "registration", "DELETE", f"/entries/{found['id']}/submission")


def answers(entry: dict[str, Any]) -> dict[str, Any]:
    """What the team of a demo entry answers: its own words, and what all of its group answer alike."""
    code = CODE.format(entry.get("code_of", entry["no"]))
    own = {"credit_code": code + check_digit(code)} | {name: entry[name] for name in FIELDS}
    own |= {name: entry[name] for name in EXTRA if name in entry}
    return {**ANSWERS["common"], **ANSWERS[entry["group"]], **TEXTS[str(entry["no"])], **own}


def _submit(demo: Demo, leader: Identity, entry: dict[str, Any], entry_id: str) -> dict[str, Any]:
    for slot, label in SLOTS.items():
        if slot != "evidence" or entry["group"] == "application":
            etag = upload(demo, leader, entry, entry_id, slot, paper(entry, label))
    return hand_in(demo, leader, entry_id, etag)


def hand_in(demo: Demo, leader: Identity, entry_id: str, etag: str) -> dict[str, Any]:
    """Submit the entry; what it is then. Submitting opens its files, unless the machine is too busy for that."""
    path = f"/entries/{entry_id}"

    def submitted() -> bool:
        try:
            demo.call(leader, "registration", "POST", f"{path}/submission", headers={"If-Match": etag})
        except Refused as refused:
            wrong = refused.problem.get("errors", {}).values()
            if {error["code"] for errors in wrong for error in errors} != {"file-checking"}:
                raise
            return False
        return True

    demo.wait(submitted, f"the files of entry {entry_id} have not been opened")
    found: dict[str, Any] = demo.call(leader, "registration", "GET", path)
    return found


def paper(entry: dict[str, Any], label: str, *lines: str) -> bytes:
    """A page about the entry, with further lines at its end."""
    text = [label, "", entry["title"], "", "第四届厦门5G应用大赛（演示）", "", *pdf.wrapped(entry["summary"])]
    return pdf.page([*text, *lines])


def upload(demo: Demo, leader: Identity, entry: dict[str, Any], entry_id: str, slot: str, body: bytes) -> str:
    """Put a file into a slot; the ETag of the entry from then on."""
    name = f"{entry['title']}-{SLOTS[slot]}.pdf"
    etag: str = demo.upload(leader, "PUT", f"/entries/{entry_id}/files/{slot}", name, body)["etag"]
    return etag


def _revise(demo: Demo, leader: Identity, entry: dict[str, Any], entry_id: str) -> None:
    path = f"/entries/{entry_id}"
    begun = demo.call(leader, "registration", "PUT", f"{path}/revision")
    changed = {"summary": f"{entry['summary']}新增夜间作业的试点数据。"}
    body = {"answers": changed, "read": {"summary": begun["marks"]["summary"]}}
    demo.call(leader, "registration", "PATCH", path, json=body)
