"""Reading an uploaded form piece by piece."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.exceptions import BadRequest, HTTPException

from gateway.forms.multipart import PIECE, UploadForm
from tests.gateway.browsing import UPLOAD, upload_form

BOUNDARY = b"--edge"
"""What parts a form; who sends one chooses it so that no content has it."""


def body(content: bytes, name: str = "a.pdf", token: str = "t") -> bytes:
    return upload_form(content, name, token)


class Trickle(io.BytesIO):
    """Hands out a few bytes at a time, as a slow network does."""

    def read(self, size: int | None = -1) -> bytes:
        return super().read(min(size or 7, 7))


@given(st.binary(max_size=3 * PIECE).filter(lambda content: BOUNDARY not in content))
def test_content_comes_through_unchanged(content: bytes) -> None:
    form = UploadForm(io.BytesIO(body(content, "申报书.pdf")), UPLOAD)
    assert form.fields == {"csrf_token": "t"}
    assert form.file_name == "申报书.pdf"
    assert b"".join(form.content()) == content


@given(st.binary(max_size=300).filter(lambda content: BOUNDARY not in content))
def test_content_comes_through_in_drops(content: bytes) -> None:
    form = UploadForm(Trickle(body(content)), UPLOAD)
    assert b"".join(form.content()) == content


def test_no_more_than_a_few_pieces_are_held() -> None:
    form = UploadForm(io.BytesIO(body(b"x" * (64 * PIECE))), UPLOAD)
    assert max(len(piece) for piece in form.content()) <= 2 * PIECE


def test_upload_cut_in_the_middle_is_noticed() -> None:
    form = UploadForm(io.BytesIO(body(b"x" * 5000)[:3000]), UPLOAD)
    with pytest.raises(BadRequest):
        b"".join(form.content())


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"", UPLOAD),
        (b"garbage", UPLOAD),
        (body(b"x"), "application/x-www-form-urlencoded"),
        (body(b"x"), "multipart/form-data"),
        (body(b"x", token="t" * 5000), UPLOAD),
    ],
)
def test_form_that_is_none_is_refused(content: bytes, kind: str) -> None:
    with pytest.raises(HTTPException):
        UploadForm(io.BytesIO(content), kind)
