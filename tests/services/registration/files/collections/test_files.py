"""Pictures and documents of an edition: opened, made anew, read by everybody once public, kept while they are used."""

import io
from typing import Any

import pytest
from flask import Flask
from PIL import Image

from services.registration.files.collections.pictures import LARGEST, PREVIEW
from tests.services.registration.contest.publication.test_drafts import draft, overview, write
from tests.services.registration.factories import PDF, Caller, leader, organizer

FILES = "/editions/xm5g-04/files"
SECRET = b"GPS 24.4798N 118.0894E"


def picture(width: int = 40, height: int = 30) -> bytes:
    """A photograph that lies on its side and says where it was taken."""
    written = io.BytesIO()
    told = Image.Exif()
    told[0x0112], told[0x010E] = 6, SECRET.decode()
    Image.new("RGB", (width, height), "teal").save(written, "JPEG", exif=told, comment=SECRET)
    return written.getvalue()


def add(who: Caller, name: str, content: bytes) -> Any:
    return who.post(FILES, data=content, headers={"X-File-Name": name, "Content-Type": "application/octet-stream"})


def test_picture_is_made_anew_upright_small_and_silent(app: Flask, staff: Caller) -> None:
    made = add(staff, "%E8%B5%9B%E9%81%93.jpg", picture(LARGEST * 2, 200)).get_json()
    assert (made["name"], made["type"]) == ("赛道.jpg", "jpg")
    assert (made["height"], made["width"]) == (LARGEST, 100)
    shown = staff.get(f"/files/{made['sha256']}")
    assert (shown.status_code, shown.mimetype) == (200, "image/jpeg")
    assert SECRET not in shown.data
    assert not Image.open(io.BytesIO(shown.data)).getexif()
    assert shown.headers["Content-Disposition"].startswith("inline")
    preview = staff.get(f"/files/{made['sha256']}/preview")
    assert preview.mimetype == "image/webp"
    assert Image.open(io.BytesIO(preview.data)).size == (PREVIEW // 16, PREVIEW)
    assert SECRET not in preview.data


def test_document_is_offered_as_a_download_once_for_the_same_content(app: Flask, staff: Caller) -> None:
    first, second = (add(staff, f"{name}.exe", PDF).get_json() for name in ("a", "b"))
    assert (first["sha256"], second["name"]) == (second["sha256"], "b.exe.pdf")
    assert len(staff.get(FILES).get_json()["items"]) == 1
    shown = staff.get(f"/files/{first['sha256']}")
    assert staff.get(f"/files/{first['sha256']}/preview").status_code == 404
    assert shown.headers["Content-Disposition"].startswith("attachment")
    assert shown.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"<svg onload=alert(1)>", "wrong-type"),
        (b"", "file-empty"),
        (b"\x89PNG\r\n\x1a\n" + b"broken" * 9, "not-a-picture"),
        (picture()[:200], "not-a-picture"),
    ],
)
def test_what_is_no_picture_is_refused(staff: Caller, app: Flask, content: bytes, code: str) -> None:
    assert add(staff, "x.png", content).get_json()["code"] == code
    assert staff.get(FILES).get_json()["items"] == []


def test_file_in_use_stays_until_nothing_names_it(app: Flask, staff: Caller) -> None:
    form, logo = add(staff, "申报书.pdf", PDF).get_json(), add(staff, "标志.jpg", picture()).get_json()
    chosen = [{"title": "申报书模板", "file": form["sha256"][:40]}]
    assert write(staff, "documents", "xm5g-04", documents=chosen).status_code == 200
    assert not draft(staff, "documents", "xm5g-04")["missing"]
    alone = draft(staff, "documents", "xm5g-04")
    path = "/editions/xm5g-04/matters/documents/publication"
    address, elsewhere = f"/files/{form['sha256']}", organizer(app, "别届", scope="edition:xm5g05")
    assert staff.get(address).headers["Cache-Control"] == "private, no-cache"
    assert [who.get(address).status_code for who in (app.test_client(), leader(app), elsewhere)] == [404] * 3
    assert staff.post(path, json={}, etag=alone["etag"]).status_code == 200
    assert "immutable" in app.test_client().get(address).headers["Cache-Control"]
    (document,) = staff.get("/editions/xm5g-04").get_json()["documents"]
    assert document["file"] == {name: form[name] for name in ("sha256", "name", "type", "size", "width", "height")}
    assert staff.delete(f"{FILES}/{form['sha256']}").get_json()["code"] == "file-in-use"
    for _ in range(2):
        assert staff.delete(f"{FILES}/{logo['sha256']}").status_code == 204
    assert app.test_client().get(f"/files/{logo['sha256']}").status_code == 404
    assert overview(staff, "xm5g-04")["state"] == "open"


def test_copy_has_the_files_and_strangers_add_none(app: Flask, staff: Caller) -> None:
    made = add(staff, "标志.jpg", picture()).get_json()
    new = {"name": "第五届", "entry_prefix": "XM5G05", "starts_on": "2025-11-03"}
    assert staff.post("/editions/xm5g-04/copies", json=new).status_code == 201
    assert staff.get("/editions/xm5g05/files").get_json()["items"][0]["sha256"] == made["sha256"]
    for stranger in (leader(app), organizer(app, "别届", scope="edition:xm5g05")):
        assert add(stranger, "x.jpg", picture()).status_code == 403
