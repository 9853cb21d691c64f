"""Uploads in parts: limits first, where a part begins, who may send, and what is left in the end."""

import hashlib
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from chassis import clock
from chassis.app import create_app
from chassis.storage.engine import Database
from services.registration.app import PART
from services.registration.config import RegistrationSettings
from tests.services.registration import factories
from tests.services.registration.bodies import Cut
from tests.services.registration.factories import DEADLINE, PDF, Caller, draft, file_path

LIMIT = 1 << 16
HALF = len(PDF) // 2


@pytest.fixture
def entry(team: Caller) -> str:
    """A draft without a file."""
    return str(team.post("/entries", json=draft()).get_json()["id"])


def begin(team: Caller, entry: str, body: bytes = PDF, **changed: Any) -> TestResponse:
    facts = {"slot": "document", "name": "申报书.pdf", "size": len(body), "modified": 1732000000000, **changed}
    return team.post(f"/entries/{entry}/uploads", json=facts)


def send(team: Caller, upload: str, at: int, body: bytes, **given: Any) -> TestResponse:
    headers = {"Content-Type": "application/offset+octet-stream", "Upload-Offset": str(at)}
    return team.patch(f"/uploads/{upload}", data=body, headers=headers, **given)


def begun(team: Caller, entry: str, **changed: Any) -> str:
    return str(begin(team, entry, **changed).get_json()["id"])


def offset(team: Caller, upload: str) -> str:
    return team.call("HEAD", f"/uploads/{upload}").headers["Upload-Offset"]


def kept(settings: RegistrationSettings) -> list[Path]:
    return list(settings.parts_folder.glob("*"))


def test_upload_in_parts_becomes_the_entry_s_file(team: Caller, entry: str, settings: RegistrationSettings) -> None:
    upload = begun(team, entry)
    assert [send(team, upload, 0, PDF[:HALF]).status_code, offset(team, upload)] == [204, str(HALF)]
    assert send(team, upload, HALF, PDF[HALF:]).headers["Upload-Offset"] == str(len(PDF))
    answer = team.post(f"/uploads/{upload}/completion")
    found = team.get(f"/entries/{entry}").get_json()
    (file,) = found["files"]["document"]
    assert (answer.status_code, file["sha256"]) == (204, hashlib.sha256(PDF).hexdigest())
    assert file["name"] == "申报书.pdf"
    assert team.get(file_path(team, entry)).data == PDF
    assert answer.headers["ETag"] == found["etag"]
    assert kept(settings) == []
    assert team.get(f"/entries/{entry}/uploads").get_json() == {"items": []}
    assert team.post(f"/uploads/{upload}/completion").get_json()["code"] == "upload-gone"


@pytest.mark.parametrize("at", [0, HALF - 1, HALF + 1, len(PDF)])
def test_part_at_the_wrong_offset_is_refused_with_the_right_one(team: Caller, entry: str, at: int) -> None:
    upload = begun(team, entry)
    send(team, upload, 0, PDF[:HALF])
    answer = send(team, upload, at, PDF[at:])
    problem = answer.get_json()
    assert (answer.status_code, problem["code"], problem["offset"]) == (409, "wrong-offset", HALF)
    assert answer.headers["Upload-Offset"] == offset(team, upload) == str(HALF)


@pytest.mark.parametrize("silently", [True, False])
def test_what_arrived_before_a_cut_is_kept(team: Caller, entry: str, silently: bool) -> None:
    upload = begun(team, entry)
    cut = Cut(PDF[:HALF], silently=silently)
    lengths = {"wsgi.input": cut, "wsgi.input_terminated": True, "CONTENT_LENGTH": str(len(PDF))}
    answer = send(team, upload, 0, b"", environ_overrides=lengths)
    assert (answer.status_code, answer.get_json()["code"]) == (400, "upload-incomplete")
    assert offset(team, upload) == str(HALF)
    send(team, upload, HALF, PDF[HALF:])
    team.post(f"/uploads/{upload}/completion")
    assert team.get(file_path(team, entry)).data == PDF


def test_same_file_is_gone_on_with_another_takes_its_place(team: Caller, entry: str) -> None:
    upload = begun(team, entry)
    send(team, upload, 0, PDF[:HALF])
    again = begin(team, entry).get_json()
    assert (again["id"], again["offset"]) == (upload, HALF)
    listed = team.get(f"/entries/{entry}/uploads").get_json()["items"]
    assert [(item["id"], item["offset"], item["size"]) for item in listed] == [(upload, HALF, len(PDF))]
    changed = begin(team, entry, modified=1732000000001).get_json()
    assert (changed["id"] == upload, changed["offset"]) == (False, 0)
    assert send(team, upload, HALF, PDF[HALF:]).get_json()["code"] == "upload-gone"


def test_restart_between_parts_loses_nothing(team: Caller, entry: str, settings: RegistrationSettings) -> None:
    upload = begun(team, entry)
    send(team, upload, 0, PDF[:HALF])
    database = Database(settings.database_url("registration"))
    team.app = create_app(PART, settings, database)
    assert offset(team, upload) == str(HALF)
    send(team, upload, HALF, PDF[HALF:])
    assert team.post(f"/uploads/{upload}/completion").status_code == 204
    assert team.get(file_path(team, entry)).data == PDF
    database.close()


@pytest.mark.parametrize(
    ("size", "status", "code"), [(LIMIT, 201, None), (LIMIT + 1, 413, "file-too-large"), (0, 422, "file-empty")]
)
def test_limits_are_checked_before_a_byte_is_sent(
    team: Caller, entry: str, settings: RegistrationSettings, size: int, status: int, code: str | None
) -> None:
    answer = begin(team, entry, size=size)
    assert (answer.status_code, answer.get_json().get("code")) == (status, code)
    assert kept(settings) == []


def test_more_than_was_announced_is_refused(team: Caller, entry: str) -> None:
    upload = begun(team, entry, size=HALF)
    answer = send(team, upload, 0, PDF)
    assert (answer.status_code, answer.get_json()["code"]) == (413, "part-too-long")
    assert int(offset(team, upload)) <= HALF


@pytest.mark.parametrize("parts", [[b"MZ\x90\x00" + PDF], [b"MZ\x90", b"\x00" + PDF], [PDF[4:]]])
def test_other_content_never_becomes_the_file(team: Caller, entry: str, parts: list[bytes]) -> None:
    upload, at, codes = begun(team, entry, size=sum(map(len, parts))), 0, []
    for part in parts:
        codes.append((send(team, upload, at, part).get_json(silent=True) or {}).get("code"))
        at += len(part)
    codes.append(team.post(f"/uploads/{upload}/completion").get_json().get("code"))
    assert "wrong-type" in codes
    assert team.get(f"/entries/{entry}").get_json()["files"] == {}


def test_unfinished_upload_cannot_be_completed(team: Caller, entry: str) -> None:
    upload = begun(team, entry)
    send(team, upload, 0, PDF[:HALF])
    problem = team.post(f"/uploads/{upload}/completion").get_json()
    assert (problem["code"], problem["offset"], problem["size"]) == ("upload-unfinished", HALF, len(PDF))


def test_upload_of_another_person_does_not_exist(team: Caller, entry: str, app: Flask) -> None:
    upload = begun(team, entry)
    send(team, upload, 0, PDF[:HALF])
    other = factories.leader(app, "示例乙")
    assert begin(other, entry).status_code == 404
    assert other.get(f"/entries/{entry}/uploads").status_code == 404
    assert other.get(f"/uploads/{upload}").status_code == 404
    assert send(other, upload, HALF, PDF[HALF:]).status_code == 404
    assert other.post(f"/uploads/{upload}/completion").status_code == 404
    assert other.delete(f"/uploads/{upload}").status_code == 404
    assert offset(team, upload) == str(HALF)


def test_given_up_upload_leaves_nothing(team: Caller, entry: str, settings: RegistrationSettings) -> None:
    upload = begun(team, entry)
    send(team, upload, 0, PDF[:HALF])
    assert team.delete(f"/uploads/{upload}").status_code == 204
    assert team.get(f"/uploads/{upload}").get_json()["code"] == "upload-gone"
    assert kept(settings) == []


def test_deadline_counts_when_the_upload_is_finished(team: Caller, entry: str) -> None:
    upload = begun(team, entry)
    send(team, upload, 0, PDF)
    with clock.frozen(DEADLINE):
        assert send(team, upload, 0, PDF).get_json()["code"] == "deadline-passed"
        assert team.post(f"/uploads/{upload}/completion").get_json()["code"] == "deadline-passed"
    assert team.get(f"/entries/{entry}").get_json()["files"] == {}


def test_submitted_entry_takes_no_upload(team: Caller) -> None:
    entry = factories.submitted_entry(team)
    assert begin(team, entry["id"]).get_json()["code"] == "already-submitted"


def test_part_says_its_kind_and_its_beginning(team: Caller, entry: str) -> None:
    upload = begun(team, entry)
    assert team.patch(f"/uploads/{upload}", data=PDF, headers={"Upload-Offset": "0"}).status_code == 415
    headers = {"Content-Type": "application/offset+octet-stream"}
    assert team.patch(f"/uploads/{upload}", data=PDF, headers=headers).status_code == 422
    assert send(team, upload, -1, PDF).status_code == 422


def test_description_admits_the_times_that_browsers_tell(team: Caller) -> None:
    described = team.get("/openapi.json").json["components"]["schemas"]["Upload"]["properties"]["modified"]
    assert described["minimum"] == 0
    assert described["maximum"] > 1_764_000_000_000  # milliseconds, in 2025


def graced(app: Flask, minutes: int) -> None:
    changed = factories.edition(upload_grace=minutes)
    assert factories.organizer(app).put("/editions/xm5g-04", json=changed).status_code == 200


def test_an_upload_begun_in_time_may_end_in_the_grace_and_be_handed_in(app: Flask, team: Caller, entry: str) -> None:
    graced(app, 10)
    with clock.frozen(DEADLINE - timedelta(seconds=1)):
        upload = begun(team, entry)
        send(team, upload, 0, PDF[:HALF])
    with clock.frozen(DEADLINE + timedelta(minutes=9)):
        assert begin(team, entry).get_json()["offset"] == HALF, "after a reload it goes on"
        assert begin(team, entry, name="另一个.pdf").get_json()["code"] == "deadline-passed"
        assert team.get(f"/entries/{entry}").get_json()["may"] == ["ask"]
        assert send(team, upload, HALF, PDF[HALF:]).status_code == 204
        assert team.post(f"/uploads/{upload}/completion").status_code == 204
        answer = team.get(f"/entries/{entry}").get_json()
        assert answer["may"] == ["submit", "ask"]
        typed = team.patch(f"/entries/{entry}", json=factories.answers(title="另一个题目"), etag=answer["etag"])
        assert typed.get_json()["code"] == "deadline-passed"
    for late, status in ((10, 409), (9, 200)):
        with clock.frozen(DEADLINE + timedelta(minutes=late)):
            assert factories.submit(team, answer).status_code == status


@pytest.mark.parametrize(("grace", "late"), [(0, 0), (10, 10)], ids=["without grace", "after it"])
def test_an_upload_that_comes_too_late_is_told_before_its_bytes(
    app: Flask, team: Caller, entry: str, grace: int, late: int
) -> None:
    graced(app, grace)
    upload = begun(team, entry)
    with clock.frozen(DEADLINE + timedelta(minutes=late)):
        for answer in (send(team, upload, 0, PDF), begin(team, entry), team.post(f"/uploads/{upload}/completion")):
            assert (answer.status_code, answer.get_json()["code"]) == (409, "deadline-passed")
