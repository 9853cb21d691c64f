"""The teams of the demo's entries: invited by their leaders, each joining by the link as people do."""

from typing import Any

from chassis.http.auth import Identity
from deploy.demo.loading import Demo
from deploy.demo.people import ADVISOR, MEMBER
from gateway.accounts.consent_texts import NAME, current

PER_ENTRY = 2
"""Members beside the leader."""
PARTS = ("网络与边缘平台", "算法与数据")
"""What they do in the project."""


def join(demo: Demo, leader: Identity, entry: dict[str, Any], entry_id: str) -> None:
    """Let two members and an advisor into the entry's team; in a draft the second member has not answered yet."""
    team = demo.call(leader, "registration", "GET", f"/entries/{entry_id}")["team"]
    first = PER_ENTRY * (entry["no"] - 1)
    members = demo.people(MEMBER)[first : first + PER_ENTRY]
    advisors = demo.people(ADVISOR)
    wanted = [(MEMBER, *pair) for pair in zip(members, PARTS, strict=True)]
    wanted.append((ADVISOR, advisors[entry["no"] % len(advisors)], ""))
    for role, person, division in wanted:
        if person.name not in {one["name"] for one in team}:
            waits = entry["state"] == "draft" and person is members[-1]
            _invite(demo, leader, entry_id, person, role=role, division=division, answers=not waits)


def _invite(
    demo: Demo, leader: Identity, entry_id: str, person: Identity, *, role: str, division: str, answers: bool
) -> None:
    facts = {"role": role, "name": person.name, "division": division}
    made = demo.call(leader, "registration", "POST", f"/entries/{entry_id}/team", json=facts)
    if answers:
        agrees = current(NAME).version if role == MEMBER else None
        path = f"/team-invitations/{made['secret']}/confirmation"
        demo.call(person, "registration", "POST", path, json={"reached_at": [], "publicity_version": agrees})
