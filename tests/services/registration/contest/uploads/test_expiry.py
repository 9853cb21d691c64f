"""Uploads that nobody goes on with are forgotten; the others stay."""

import os
from datetime import timedelta

from chassis import clock
from chassis.storage.engine import Database
from services.registration.config import RegistrationSettings
from services.registration.contest.uploads.actions import KEPT
from services.registration.contest.uploads.expiry import expire_uploads
from tests.services.registration.contest.uploads.test_api import begin, begun, kept, offset, send
from tests.services.registration.factories import NOW, PDF, Caller, draft

LATER = NOW + KEPT + timedelta(minutes=1)


def test_abandoned_uploads_are_forgotten(team: Caller, database: Database, settings: RegistrationSettings) -> None:
    cut, empty, lively, begun_late = (
        str(team.post("/entries", json=draft(title=f"第{n}个示例项目")).get_json()["id"]) for n in range(4)
    )
    uploads = [begun(team, entry) for entry in (cut, empty, lively)]
    for upload, written in ((uploads[0], NOW), (uploads[2], LATER)):
        send(team, upload, 0, PDF[:100])
        os.utime(settings.parts_folder / upload, (written.timestamp(), written.timestamp()))
    with clock.frozen(LATER):
        late = begun(team, begun_late)
        expire_uploads(database, settings)
    assert [team.get(f"/uploads/{upload}").status_code for upload in (*uploads, late)] == [404, 404, 200, 200]
    assert [path.name for path in kept(settings)] == [uploads[2]]
    assert offset(team, uploads[2]) == "100"
    assert begin(team, cut).get_json()["offset"] == 0
