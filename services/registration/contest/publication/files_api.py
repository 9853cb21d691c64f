"""HTTP API of the pictures and documents of an edition, as its organizers collect them."""

from typing import Any

from chassis.http.api import Blueprint
from chassis.http.auth import allow, identity
from chassis.http.request_session import session
from contracts.roles import ORGANIZER, OVERSEEING
from contracts.scopes import EDITION
from services.registration.contest.drafting.actions import find_draft
from services.registration.contest.publication.collection import refuse_used
from services.registration.files.collections import actions
from services.registration.files.collections.intake import take_file
from services.registration.files.collections.models import SiteFile
from services.registration.files.collections.schemas import CollectedFileSchema, CollectionSchema
from services.registration.files.contents import serving

blp = Blueprint("edition-files", __name__, description="Pictures and documents of editions.")


@blp.route("/editions/<slug>/files")
@allow(*OVERSEEING, within=EDITION)
@blp.response(200, CollectionSchema)
def listing(slug: str) -> dict[str, Any]:
    """The files of an edition, the newest first."""
    find_draft(session(), slug)
    return {"items": actions.list_files(session(), slug)}


@blp.route("/editions/<slug>/files", methods=["POST"])
@allow(ORGANIZER, within=EDITION)
@blp.doc(parameters=[serving.FILE_NAME], requestBody=serving.UPLOADED)
@blp.response(201, CollectedFileSchema)
def add(slug: str) -> SiteFile:
    """Take a file in. Pictures are written anew, without what a camera put into them."""
    find_draft(session(), slug)
    return take_file(slug)


@blp.route("/editions/<slug>/files/<sha256>", methods=["DELETE"])
@allow(ORGANIZER, within=EDITION)
@blp.response(204)
def remove(slug: str, sha256: str) -> None:
    """Take a file out that nothing of the edition uses."""
    find_draft(session(), slug)
    refuse_used(session(), slug, sha256)
    actions.remove_file(session(), slug, identity().account_id, sha256)
