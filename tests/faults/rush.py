"""Teams that hand in, take back and hand in again as fast as they can, in a process that may be killed at any time."""

import os
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from uuid import UUID

from flask import Flask
from flask.testing import FlaskClient

from chassis.app import create_app
from chassis.http import auth
from chassis.http.auth import Grant, Identity
from chassis.storage.engine import Database
from contracts.roles import LEADER
from services.registration.app import PART
from services.registration.config import RegistrationSettings

AT_ONCE = 8
"""Teams of one process that ask at the same time."""


def main(ready: Callable[[], object], data: str, database: str, secret: str, book: str, *teams: str) -> None:
    """Let these teams (`entry:leader`) change their minds until the deadline; what is acknowledged goes into `book`."""
    settings = RegistrationSettings(data=Path(data), database=database or None, secret=secret)
    app = create_app(PART, settings, Database(settings.database_url(PART.name)))
    acknowledged = os.open(book, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    ready()
    with ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(lambda team: _rush(app, secret, acknowledged, *map(UUID, team.split(":"))), teams))
    sys.exit(0)


def _rush(app: Flask, secret: str, book: int, entry_id: UUID, leader_id: UUID) -> None:
    client, path = app.test_client(), f"/entries/{entry_id}"
    who = auth.sign(Identity(leader_id, "示例甲", (Grant(LEADER),)), audience=PART.name, secret=secret)
    signed = {"Authorization": f"Bearer {who}"}
    while _step(client, path, signed, book):
        pass


def _step(client: FlaskClient, path: str, signed: dict[str, str], book: int) -> bool:
    """Hand in, take back or undo that, whatever is the turn; False once the deadline has passed."""
    entry = client.get(path, headers=signed).get_json()
    if entry["state"] == "submitted":
        answer = client.delete(f"{path}/submission", headers=signed)
    elif entry["state"] == "withdrawn" and entry["version"] % 2:
        answer = client.post(f"{path}/submission/restoration", headers=signed)
    else:
        answer = client.post(f"{path}/submission", headers=signed | {"If-Match": entry["etag"]})
    said = answer.get_json()
    if answer.status_code == 200 and "entry_id" in said:
        os.write(book, f"{said['entry_id']} {said['version']} {said['number']}\n".encode())
    assert answer.status_code == 200 or said["code"] == "deadline-passed", said
    return answer.status_code == 200
