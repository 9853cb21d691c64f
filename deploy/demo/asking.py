"""What teams ask of the office: questions about an entry, and changes in a small edition whose deadline has passed."""

import json
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from chassis import clock
from chassis.http.auth import Identity
from chassis.http.client import Refused
from contracts.roles import LEADER, ORGANIZER
from deploy.demo.entries import hand_in, number, paper, upload
from deploy.demo.loading import Demo

ASKED: dict[str, Any] = json.loads((Path(__file__).parent / "asked.json").read_text(encoding="utf-8"))
"""The questions, the edition with its entry, and the changes asked for one after the other."""
EDITION: str = ASKED["edition"]["slug"]
AHEAD, BEHIND = timedelta(days=40), timedelta(days=30)
"""How long the edition goes on after its deadline, and how long before it teams could enter."""


def load(demo: Demo) -> None:
    """Ask, answer and publish; enter, let the deadline pass, ask for changes. Resumes where it stopped."""
    _ask_questions(demo)
    leader = demo.people(LEADER)[1]
    entry = _entry(demo, leader)
    if clock.now() < _deadline(demo, leader):
        _put_edition(demo, timedelta(0))
    known = demo.call(leader, "registration", "GET", f"/entries/{entry['id']}/change-requests")["items"]
    for change in ASKED["changes"][len(known) :]:
        _ask_for_change(demo, leader, entry["id"], change)


def _ask_questions(demo: Demo) -> None:
    leader, organizer = demo.people(LEADER)[0], demo.people(ORGANIZER)[0]
    own = demo.all(leader, "registration", "/entries")
    entry = next(one for one in own if one["number"] == number({"no": 1}))
    path = f"/entries/{entry['id']}/questions"
    known = {one["title"] for one in demo.call(leader, "registration", "GET", path)["items"]}
    for question in (one for one in ASKED["questions"] if one["title"] not in known):
        body = {"title": question["title"], "text": question["text"]}
        made = demo.call(leader, "registration", "POST", path, json=body)
        at = f"/questions/{made['id']}"
        if answer := question.get("answer"):
            demo.call(organizer, "registration", "POST", f"{at}/answers", json={"text": answer})
        if public := question.get("public"):
            demo.call(organizer, "registration", "PUT", f"{at}/publication", json=public)


def _deadline(demo: Demo, who: Identity) -> datetime:
    found = demo.call(who, "registration", "GET", f"/editions/{EDITION}")
    return datetime.fromisoformat(found["closes_at"])


def _put_edition(demo: Demo, until: timedelta) -> None:
    """Let the edition close so long from now."""
    closes_at = clock.now().replace(second=0, microsecond=0) + until
    ends_at = closes_at + AHEAD
    window = {"opens_at": (closes_at - BEHIND).isoformat(), "closes_at": closes_at.isoformat()}
    judging = {"opens_at": (ends_at - BEHIND).isoformat(), "closes_at": ends_at.isoformat()}
    stages = [{**stage, **times} for stage, times in zip(ASKED["stages"], (window, judging), strict=True)]
    body = {**ASKED["edition"]["facts"], "stages": stages}
    demo.call(demo.people(ORGANIZER)[0], "registration", "PUT", f"/editions/{EDITION}", json=body)


def _entry(demo: Demo, leader: Identity) -> dict[str, Any]:
    """The entry of the edition, handed in."""
    try:
        demo.call(leader, "registration", "GET", f"/editions/{EDITION}")
    except Refused:
        _put_edition(demo, timedelta(days=1))
    found = [one for one in demo.all(leader, "registration", "/entries") if one["edition"] == EDITION]
    body = {"edition": EDITION, "answers": ASKED["entry"]}
    entry = found[0] if found else demo.call(leader, "registration", "POST", "/entries", json=body)
    if entry["number"] is None:
        etag = upload(demo, leader, ASKED["entry"], entry["id"], "document", paper(ASKED["entry"], "申报书"))
        hand_in(demo, leader, entry["id"], etag)
    return dict(entry)


def _ask_for_change(demo: Demo, leader: Identity, entry_id: str, change: dict[str, Any]) -> None:
    body = {"fields": list(change["answers"])}
    begun = demo.call(leader, "registration", "POST", f"/entries/{entry_id}/change-requests", json=body)
    at = f"/change-requests/{begun['id']}"
    typed, tag = {"answers": change["answers"], "reason": change["reason"]}, {"If-Match": begun["etag"]}
    saved = demo.call(leader, "registration", "PATCH", at, json=typed, headers=tag)
    asked = demo.call(leader, "registration", "POST", f"{at}/submission", headers={"If-Match": saved["etag"]})
    if decision := change.get("decision"):
        why = decision["refused"]
        rows = [{"key": key, "approve": key not in why, "reason": why.get(key, "")} for key in asked["rows"]]
        body = {"rows": rows, "message": decision["message"]}
        demo.call(demo.people(ORGANIZER)[0], "registration", "POST", f"{at}/decision", json=body)
