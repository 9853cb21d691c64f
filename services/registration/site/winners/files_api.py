"""HTTP API of the pictures that winning entries show."""

from typing import Any

from chassis.http.api import Blueprint
from chassis.http.auth import allow, identity
from chassis.http.request_session import session
from contracts.roles import ORGANIZER
from contracts.scopes import EDITION
from services.registration.contest.editions.actions import find_edition
from services.registration.files.collections import actions as collections
from services.registration.files.collections.intake import PICTURE, take_file
from services.registration.files.collections.models import SiteFile
from services.registration.files.collections.names import WINNERS, collection_of
from services.registration.files.collections.schemas import CollectedFileSchema, CollectionSchema
from services.registration.files.contents import serving
from services.registration.site.winners import actions

blp = Blueprint("winner-files", __name__, description="Pictures of winning entries.")


@blp.route("/editions/<slug>/winners/files")
@allow(ORGANIZER, within=EDITION)
@blp.response(200, CollectionSchema)
def listing(slug: str) -> dict[str, Any]:
    """The pictures that winners of an edition can show, the newest first."""
    return {"items": collections.list_files(session(), _own(slug))}


@blp.route("/editions/<slug>/winners/files", methods=["POST"])
@allow(ORGANIZER, within=EDITION)
@blp.doc(parameters=[serving.FILE_NAME], requestBody=serving.UPLOADED)
@blp.response(201, CollectedFileSchema)
def add(slug: str) -> SiteFile:
    """Take a picture in, JPG or PNG; it is written anew, without what a camera put into it."""
    return take_file(_own(slug), PICTURE)


@blp.route("/editions/<slug>/winners/files/<sha256>", methods=["DELETE"])
@allow(ORGANIZER, within=EDITION)
@blp.response(204)
def remove(slug: str, sha256: str) -> None:
    """Take a picture out that no winner shows."""
    collection = _own(slug)
    actions.refuse_shown(session(), slug, sha256)
    collections.remove_file(session(), collection, identity().account_id, sha256)


def _own(slug: str) -> str:
    """Where the pictures of an edition's winners lie. Raises NotFound."""
    return collection_of(WINNERS, find_edition(session(), slug, lock=True).slug)
