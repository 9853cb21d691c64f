"""Pictures and documents of editions, for everybody, at an address that names one content for good."""

import re

from flask import Blueprint, abort, request
from werkzeug import Response

from chassis.http.auth import PUBLIC, allow
from gateway.clients.registration.site_files import SITE_FILES
from gateway.pages.team.files import CONDITIONS, passed_on

blp = Blueprint("site_files", __name__)
_SHA256 = re.compile(r"[0-9a-f]{64}")


@blp.route("/files/<sha256>/<name>", methods=["GET"])
@allow(PUBLIC)
def read(sha256: str, name: str) -> Response:
    """A file, streamed from registration; its name in the address is for people."""
    if not _SHA256.fullmatch(sha256):
        abort(404)
    asked = {header: request.headers[header] for header in CONDITIONS if header in request.headers}
    return passed_on(SITE_FILES.read(sha256, asked))
