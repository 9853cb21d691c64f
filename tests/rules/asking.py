"""Asking a part as a person, and what a team asks of the office: a question, a change, somebody who joins by it."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from flask import Flask

from chassis import clock
from chassis.http import auth
from chassis.http.auth import Identity
from chassis.storage import ids
from tests.gateway import papers
from tests.rules.running import SECRET

AFTER = timedelta(days=14)
"""Until then the deadline of the edition has passed, and its results are not public yet."""


def ask(
    apps: Mapping[str, Flask], part: str, who: Identity, method: str, path: str, body: Any = None, more: Any = None
) -> Any:
    """What a part answers to this person's request, which has to be taken."""
    headers = {"Authorization": f"Bearer {auth.sign(who, audience=part, secret=SECRET)}", **(more or {})}
    sent = {"data": body, "content_type": "application/octet-stream"} if isinstance(body, bytes) else {"json": body}
    answer = apps[part].test_client().open(path, method=method, headers=headers, **sent)
    assert answer.status_code < 300, (path, answer.text)
    return answer.get_json() if answer.data else None


def asked_of_office(apps: Mapping[str, Flask], leader: Identity, entry: str) -> dict[str, str]:
    """A question of the team, and a change that it asks for once the deadline has passed."""
    question = ask(apps, "registration", leader, "POST", f"/entries/{entry}/questions", {"text": "可以吗？"})
    with clock.frozen(clock.now() + AFTER):
        wanted = {"fields": ["summary"], "team": True}
        begun = ask(apps, "registration", leader, "POST", f"/entries/{entry}/change-requests", wanted)
        path = f"/change-requests/{begun['id']}"
        joining = _joining(apps, leader, path)
        proof = ask(apps, "registration", leader, "PUT", f"{path}/evidence", papers.PDF)
        typed = {"answers": {"summary": "更正后的简介。" * 30}, "reason": "简介写错了。"}
        saved = ask(apps, "registration", leader, "PATCH", path, typed, {"If-Match": proof["etag"]})
        ask(apps, "registration", leader, "POST", f"{path}/submission", {}, {"If-Match": saved["etag"]})
    known = {"question_id": question["id"], "request_id": begun["id"], "proof_id": proof["evidence"][0]["id"]}
    return known | {"addition_id": joining}


def _joining(apps: Mapping[str, Flask], leader: Identity, path: str) -> str:
    """Somebody who is to join the team by the change, and agreed to."""
    person = {"role": "member", "name": "某人"}
    (joining,) = ask(apps, "registration", leader, "POST", f"{path}/people", person)["additions"]
    secret = ask(apps, "registration", leader, "GET", f"{path}/people/{joining['id']}/link")["secret"]
    ask(apps, "registration", Identity(ids.new_id(), "某人"), "POST", f"/change-additions/{secret}/confirmation", {})
    return str(joining["id"])
