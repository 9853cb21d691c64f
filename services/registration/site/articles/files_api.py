"""HTTP API of the files that an article can attach."""

from uuid import UUID

from chassis.http.api import Blueprint
from chassis.http.auth import allow, identity
from chassis.http.request_session import session
from contracts.roles import ORGANIZER
from services.registration.files.collections import actions as collections
from services.registration.files.collections.intake import take_file
from services.registration.files.collections.models import SiteFile
from services.registration.files.collections.schemas import CollectedFileSchema
from services.registration.files.contents import serving
from services.registration.site.articles import actions

blp = Blueprint("article-files", __name__, description="Files attached to notices, announcements, winners, pages.")


@blp.route("/articles/<uuid:article_id>/files", methods=["POST"])
@allow(ORGANIZER, everywhere=True)
@blp.doc(parameters=[serving.FILE_NAME], requestBody=serving.UPLOADED)
@blp.response(201, CollectedFileSchema)
def add(article_id: UUID) -> SiteFile:
    """Take a file in. Pictures are written anew, without what a camera put into them."""
    return take_file(actions.find_article(session(), article_id).collection)


@blp.route("/articles/<uuid:article_id>/files/<sha256>", methods=["DELETE"])
@allow(ORGANIZER, everywhere=True)
@blp.response(204)
def remove(article_id: UUID, sha256: str) -> None:
    """Take a file out that neither the draft nor anything public uses."""
    actions.refuse_used(session(), article_id, sha256)
    collection = actions.find_article(session(), article_id).collection
    collections.remove_file(session(), collection, identity().account_id, sha256)
