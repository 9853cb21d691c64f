"""Uploads in parts to a change that is asked for after the deadline."""

from datetime import timedelta

import pytest
from flask import Flask

from chassis import clock
from tests.services.registration import factories
from tests.services.registration.contest.uploads.test_api import HALF, begin, send
from tests.services.registration.factories import DEADLINE, PDF, Caller


@pytest.mark.parametrize("slot", ["document", ""], ids=["a slot", "evidence"])
def test_a_file_of_a_change_that_is_asked_for_comes_in_parts_too(app: Flask, team: Caller, slot: str) -> None:
    entry = factories.submitted_entry(team)["id"]
    with clock.frozen(DEADLINE + timedelta(hours=1)):
        body = {"fields": ["document"], "team": False}
        request = team.post(f"/entries/{entry}/change-requests", json=body).get_json()["id"]
        at, other = f"/change-requests/{request}", PDF + b"% other"
        facts = {"slot": slot, "name": "更正.pdf", "size": len(other)}
        assert begin(team, entry).get_json()["code"] == "deadline-passed", "the entry itself stays closed"
        assert team.post(f"{at}/uploads", json=facts | {"slot": "team_photo"}).status_code == 404
        assert factories.leader(app).post(f"{at}/uploads", json=facts).status_code == 404
        upload = team.post(f"{at}/uploads", json=facts).get_json()["id"]
        send(team, upload, 0, other[:HALF])
        assert team.post(f"{at}/uploads", json=facts).get_json()["offset"] == HALF, "after a reload it goes on"
        (begun,) = team.get(f"{at}/uploads").get_json()["items"]
        assert (begun["id"], team.get(f"/entries/{entry}/uploads").get_json()["items"]) == (upload, [])
        send(team, upload, HALF, other[HALF:])
        assert team.post(f"/uploads/{upload}/completion").status_code == 204
        seen = team.get(at).get_json()
        (file,) = seen["files"]["document"] if slot else seen["evidence"]
        assert team.get(f"{at}/files/{file['id']}").data == other
        late = team.post(f"{at}/uploads", json=facts).get_json()["id"]
        team.delete(f"{at}/submission")
        assert send(team, late, 0, other).get_json()["code"] == "impossible-now", "whoever takes it back sends no more"
