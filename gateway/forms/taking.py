"""Taking a file from a plain form: it is passed on as it arrives, and whoever measures it names what is wrong."""

from collections.abc import Callable, Iterable
from typing import Any

from flask import request
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError, validate_csrf
from wtforms import ValidationError

from chassis.http.client import Refused
from gateway.forms.multipart import UploadForm

ANY_LENGTH = 1 << 40
"""Bytes; the service measures while the file streams, and names both sizes."""
DRAINED = 64 << 20
"""Bytes read on after a refusal, so that the browser sees why."""
SAID_OF_FILES = frozenset({409, 413, 415, 422, 507})
"""Refusals of a file that stand on the page it was sent from."""
Refusal = tuple[dict[str, Any], int]
"""The problem that the page says, and the status of the page."""


def take(send: Callable[[str, Iterable[bytes]], object]) -> Refusal | None:
    """Hand the name and the content of the file to `send`; why it was not taken, if so.

    The view is marked `csrf_by_view`: reading the token elsewhere would swallow the file. Raises Refused, CSRFError.
    """
    request.max_content_length = ANY_LENGTH
    form = UploadForm(request.stream, request.headers.get("Content-Type", ""))
    check_token(form.fields.get("csrf_token"))
    if not form.file_name:
        return {"title": _("没有选择文件"), "detail": _("请先选择一个文件，再点上传。")}, 422
    try:
        send(form.file_name, form.content())
    except Refused as refused:
        form.drain(DRAINED)
        return refusal(refused)
    return None


def refusal(refused: Refused) -> Refusal:
    """What a page about files says of a refusal. Raises those that do not stand there."""
    if refused.status not in SAID_OF_FILES:
        raise refused
    return refused.problem, refused.status


def check_token(token: str | None) -> None:
    """Refuse a request without our own form's token. Raises CSRFError."""
    try:
        validate_csrf(token)
    except ValidationError as error:
        raise CSRFError from error
