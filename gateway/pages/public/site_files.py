"""Pictures and documents of the site, for everybody, at an address that names one content for good."""

import re
from collections.abc import Callable, Mapping

from flask import Blueprint, abort
from werkzeug import Response

from chassis.http.auth import PUBLIC, allow
from chassis.http.client import Reply
from gateway.clients.registration.site_files import SITE_FILES
from gateway.pages.team.files import conditions, passed_on

blp = Blueprint("site_files", __name__)
_SHA256 = re.compile(r"[0-9a-f]{64}")


@blp.route("/files/<sha256>/<name>", methods=["GET"])
@allow(PUBLIC)
def read(sha256: str, name: str) -> Response:
    """A file, streamed from registration; its name in the address is for people."""
    return _passed_on(SITE_FILES.read, sha256)


@blp.route("/pictures/<sha256>.webp", methods=["GET"])
@allow(PUBLIC)
def read_preview(sha256: str) -> Response:
    """A picture in small, as pages show it."""
    return _passed_on(SITE_FILES.read_preview, sha256)


def _passed_on(ask: Callable[[str, Mapping[str, str]], Reply], sha256: str) -> Response:
    if not _SHA256.fullmatch(sha256):
        abort(404)
    return passed_on(ask(sha256, conditions()))
