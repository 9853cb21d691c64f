"""HTTP API of the pictures and documents of an edition: streamed in, checked, made anew, read by everybody."""

from typing import Any

from flask import Response, request

from chassis.forms.bilingual import Words
from chassis.forms.fields import File
from chassis.http.api import Blueprint
from chassis.http.auth import PUBLIC, allow, identity
from chassis.http.errors import Forbidden
from chassis.http.request_session import session
from contracts.roles import ORGANIZER, OVERSEEING
from services.registration.contest.drafting.actions import find_draft
from services.registration.contest.entries import serving, streams, sweep
from services.registration.contest.entries.file_types import named_for
from services.registration.contest.files import actions, pictures
from services.registration.contest.files.models import SiteFile
from services.registration.contest.files.schemas import CollectedFileSchema, CollectionSchema
from services.registration.contest.publication.collection import refuse_used

blp = Blueprint("edition-files", __name__, description="Pictures and documents of editions.")
SLOT = File(
    key="file",
    label=Words("文件", "File"),
    types=("jpg", "png", "pdf", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "zip"),
    size=20 << 20,
)
"""What is taken, and how large at most."""
YEAR = 31_536_000
"""Seconds a content may be kept: it never changes."""


@blp.route("/editions/<slug>/files")
@allow(*OVERSEEING)
@blp.response(200, CollectionSchema)
def listing(slug: str) -> dict[str, Any]:
    """The files of an edition, the newest first."""
    _refuse_stranger(slug, write=False)
    return {"items": actions.list_files(session(), slug)}


@blp.route("/editions/<slug>/files", methods=["POST"])
@allow(ORGANIZER)
@blp.doc(parameters=[serving.FILE_NAME], requestBody=serving.UPLOADED)
@blp.response(201, CollectedFileSchema)
def add(slug: str) -> SiteFile:
    """Take a file in. Pictures are written anew, without what a camera put into them."""
    _refuse_stranger(slug, write=True)
    session().rollback()  # a slow upload must not keep anybody else from writing
    request.max_content_length = max(request.content_length or 0, 2 * SLOT.size)
    name, store = streams.display_name(request.headers.get("X-File-Name", "")), serving.store()
    body = streams.pieces(request.stream, SLOT, name, declared=request.content_length, limit=SLOT.size)
    stored = store.put(body)
    kind = streams.type_of_stored(store, stored, name)
    width = height = 0
    if kind in pictures.TYPES:
        picture = pictures.remade(b"".join(store.read(stored.sha256)), kind)
        stored, width, height = store.put([picture.content]), picture.width, picture.height
    sweep.keep(session(), store, stored.sha256)
    facts = {"sha256": stored.sha256, "name": named_for(name, kind), "type": kind, "size": stored.size}
    return actions.add_file(session(), slug, identity().account_id, **facts, width=width, height=height)


@blp.route("/editions/<slug>/files/<sha256>", methods=["DELETE"])
@allow(ORGANIZER)
@blp.response(204)
def remove(slug: str, sha256: str) -> None:
    """Take a file out that nothing of the edition uses."""
    _refuse_stranger(slug, write=True)
    refuse_used(session(), slug, sha256)
    actions.remove_file(session(), slug, identity().account_id, sha256)


@blp.route("/files/<sha256>")
@allow(PUBLIC)
@blp.response(200, serving.BINARY, content_type="application/octet-stream")
def read(sha256: str) -> Response:
    """A file, for everybody who knows its address."""
    found = actions.find_public(session(), sha256)
    shown, kept = "inline" if found.type in pictures.TYPES else "attachment", f"public, max-age={YEAR}, immutable"
    return serving.answer(found, plain="file", shown=shown, kept=kept)


def _refuse_stranger(slug: str, *, write: bool) -> None:
    scope = find_draft(session(), slug).scope
    if not (identity().has(ORGANIZER, scope) if write else identity().oversees(scope)):
        raise Forbidden
