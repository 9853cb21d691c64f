"""What the script of the file page does: begin, send parts, go on after a cut, finish, give up."""

from typing import Any

import pytest
from werkzeug.test import TestResponse

from contracts.roles import LEADER
from tests.gateway import papers
from tests.gateway.browsing import Browser, Contest, token

BODY = papers.PDF + bytes(range(256)) * 12000
HALF = len(BODY) // 2


@pytest.fixture
def leader(contest: Contest) -> Browser:
    return contest.signed_in(LEADER)


@pytest.fixture
def entry(contest: Contest, leader: Browser) -> str:
    return contest.draft(leader)


def ask(leader: Browser, method: str, address: str, page: str, **given: Any) -> TestResponse:
    headers = {"X-CSRFToken": token(leader.get(f"{page}/files/document").text), **given.pop("headers", {})}
    return leader.client.open(address, method=method, headers=headers, **given)


def begin(leader: Browser, entry: str, **changed: Any) -> dict[str, Any]:
    facts = {"name": "我的申报书.pdf", "size": len(BODY), "modified": 7, **changed}
    found: dict[str, Any] = ask(leader, "POST", f"{entry}/files/document/uploads", entry, json=facts).get_json()
    return found


def send(leader: Browser, entry: str, upload: str, at: int, body: bytes) -> TestResponse:
    headers = {"Content-Type": "application/offset+octet-stream", "Upload-Offset": str(at)}
    return ask(leader, "PATCH", f"{entry}/files/document/uploads/{upload}", entry, data=body, headers=headers)


def test_upload_goes_on_where_it_was_cut(leader: Browser, entry: str) -> None:
    upload = begin(leader, entry)["id"]
    assert send(leader, entry, upload, 0, BODY[:HALF]).headers["Upload-Offset"] == str(HALF)
    page = leader.get(f"{entry}/files/document").text
    assert "上次的文件没有传完" in page
    assert "已收到 1.5 MB / 2.9 MB，可继续" in page
    assert begin(leader, entry)["offset"] == HALF
    assert send(leader, entry, upload, HALF, BODY[HALF:]).status_code == 204
    done = ask(leader, "POST", f"{entry}/files/document/uploads/{upload}/completion", entry)
    assert done.status_code == 204
    page = leader.get(f"{entry}/files/document").text
    assert "我的申报书.pdf" in page
    assert "上次的文件没有传完" not in page
    assert leader.get(leader.file_in(f"{entry}/files/document")).data == BODY


def test_wrong_offset_is_told_the_right_one(leader: Browser, entry: str) -> None:
    upload = begin(leader, entry)["id"]
    send(leader, entry, upload, 0, BODY[:HALF])
    answer = send(leader, entry, upload, 0, BODY)
    assert (answer.status_code, answer.headers["Upload-Offset"]) == (409, str(HALF))
    assert leader.get(f"{entry}/files/document/uploads/{upload}").get_json()["offset"] == HALF


def test_refusal_comes_before_a_byte_is_sent(leader: Browser, entry: str) -> None:
    assert begin(leader, entry, size=21 << 20)["problem"]["code"] == "file-too-large"
    assert begin(leader, entry, name="")["problem"]["code"] == "invalid"


def test_upload_without_the_token_is_refused(leader: Browser, entry: str) -> None:
    upload = begin(leader, entry)["id"]
    address = f"{entry}/files/document/uploads/{upload}"
    headers = {"Content-Type": "application/offset+octet-stream", "Upload-Offset": "0"}
    assert leader.client.patch(address, data=BODY, headers=headers).status_code == 400
    assert leader.client.post(f"{entry}/files/document/uploads", json={}).status_code == 400
    assert leader.client.delete(address).status_code == 400
    assert leader.get(address).get_json()["offset"] == 0


def test_upload_of_another_person_does_not_exist(contest: Contest, leader: Browser, entry: str) -> None:
    upload, stranger = begin(leader, entry)["id"], contest.signed_in(LEADER)
    send(leader, entry, upload, 0, BODY[:HALF])
    own = contest.draft(stranger)
    assert send(stranger, own, upload, HALF, BODY[HALF:]).status_code == 404
    assert stranger.get(f"{own}/files/document/uploads/{upload}").status_code == 404
    assert "上次的文件没有传完" not in stranger.get(f"{own}/files/document").text


def test_given_up_upload_is_offered_no_more(leader: Browser, entry: str) -> None:
    upload = begin(leader, entry)["id"]
    send(leader, entry, upload, 0, BODY[:HALF])
    assert (
        leader.press(f"{entry}/files/document", f"{entry}/files/document/uploads/{upload}/removal").status_code == 303
    )
    assert "上次的文件没有传完" not in leader.get(f"{entry}/files/document").text
    upload = begin(leader, entry)["id"]
    assert ask(leader, "DELETE", f"{entry}/files/document/uploads/{upload}", entry).status_code == 204
    assert leader.get(f"{entry}/files/document/uploads/{upload}").get_json()["problem"]["code"] == "upload-gone"
