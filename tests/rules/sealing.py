"""A result that two people sealed, and a resolution that waits for the second."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from flask import Flask

from chassis import clock
from chassis.http.auth import Grant, Identity
from chassis.storage import ids
from contracts.roles import ORGANIZER
from tests.rules.asking import ask

LATER = timedelta(days=400)
"""Until then every stage has closed."""


def seal(
    apps: Mapping[str, Flask], judge: Identity, organizer: Identity, stage: str, assignment: str
) -> dict[str, str | int]:
    """Arguments of routes: a version of the result, and a resolution."""
    path = f"/assignments/{assignment}"
    marks = {"marks": {"innovation": "48", "practicality": "32"}, "comment": ""}
    for method, rest, body in (("PUT", "sheet", marks), ("POST", "sheet/submission", {})):
        tag = {"If-Match": ask(apps, "judging", judge, "GET", path)["etag"]}
        ask(apps, "judging", judge, method, f"{path}/{rest}", body, tag)
    with clock.frozen(clock.now() + LATER):
        proposed = _propose(apps, organizer, f"{stage}/results/sealing")
        second = Identity(ids.new_id(), "复核人", (Grant(ORGANIZER),))
        ask(apps, "judging", second, "POST", f"/resolutions/{proposed}/adoption")
        due = (clock.now() + LATER).isoformat()
        return {"version": 1, "resolution_id": _propose(apps, organizer, f"{path}/sheet/return", due_at=due)}


def _propose(apps: Mapping[str, Flask], organizer: Identity, path: str, **body: Any) -> str:
    return str(ask(apps, "judging", organizer, "POST", path, {"reason": "核对无误"} | body)["id"])
