"""Taking in a file that a request sends for a collection: streamed, checked, pictures made anew."""

from typing import Any

from flask import request

from chassis.files.kinds import named_for
from chassis.forms.bilingual import Words
from chassis.forms.fields import File
from chassis.http.auth import identity
from chassis.http.request_session import session
from services.registration.files.collections import actions, pictures
from services.registration.files.collections.models import SiteFile
from services.registration.files.contents import receiving, serving, streams, sweep

SLOT = File(
    key="file",
    label=Words("文件", "File"),
    types=("jpg", "png", "pdf", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "zip"),
    size=20 << 20,
)
"""What is taken, and how large at most."""
PICTURE = File(key="file", label=Words("图片", "Picture"), types=("jpg", "png"), size=20 << 20)
"""What is taken where a picture is wanted."""


def take_file(collection: str, slot: File = SLOT) -> SiteFile:
    """The file that the body of this request is, in the collection. Ask first who may: the session starts anew.

    Pictures are written anew, without what a camera put into them.
    """
    session().rollback()  # a slow upload must not keep anybody else from writing
    request.max_content_length = max(request.content_length or 0, 2 * slot.size)
    name, store = receiving.sent_name(), serving.store()
    body = streams.pieces(request.stream, slot, name, declared=request.content_length, limit=slot.size)
    stored = store.put(body)
    kind = streams.type_of_stored(store, stored, name)
    shown: dict[str, Any] = {"width": 0, "height": 0}
    if kind in pictures.TYPES:
        picture = pictures.remade(b"".join(store.read(stored.sha256)), kind)
        stored, preview = store.put([picture.content]), store.put([picture.preview])
        shown = {"width": picture.width, "height": picture.height}
        shown |= {"preview_sha256": preview.sha256, "preview_size": preview.size}
        sweep.keep(session(), store, preview.sha256)
    sweep.keep(session(), store, stored.sha256)
    facts = {"sha256": stored.sha256, "name": named_for(name, kind), "type": kind, "size": stored.size}
    return actions.add_file(session(), collection, identity().account_id, **facts, **shown)
