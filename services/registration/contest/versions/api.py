"""HTTP API of versions of an entry: the next one, and those handed in."""

from typing import Any
from uuid import UUID

from chassis.http.api import Blueprint
from chassis.http.auth import PERSON, allow, identity
from chassis.http.request_session import session
from contracts.roles import LEADER
from services.registration.contest.entries.actions import entry_to_number
from services.registration.contest.entries.api import signing_secret, tagged
from services.registration.contest.entries.completeness import Described
from services.registration.contest.entries.models import Submission
from services.registration.contest.entries.schemas import EntrySchema, ReceiptSchema
from services.registration.contest.versions import actions, restoration
from services.registration.contest.versions.schemas import VersionSchema, VersionsSchema

blp = Blueprint("entry-versions", __name__, description="Versions of an entry.")


@blp.route("/entries/<uuid:entry_id>/revision", methods=["PUT"])
@allow(LEADER)
@blp.response(200, EntrySchema)
def revise(entry_id: UUID) -> Described:
    """Begin the next version of a submitted entry, or go on with it; the last one stands until it is handed in."""
    return tagged(actions.revise_entry(session(), identity(), entry_id))


@blp.route("/entries/<uuid:entry_id>/revision", methods=["DELETE"])
@allow(LEADER)
@blp.response(200, EntrySchema)
def discard(entry_id: UUID) -> Described:
    """Throw the next version away; answers and files are again those handed in last."""
    return tagged(actions.discard_revision(session(), identity(), entry_id))


@blp.route("/entries/<uuid:entry_id>/submission/restoration", methods=["POST"])
@allow(LEADER)
@blp.response(200, ReceiptSchema)
def restore(entry_id: UUID) -> Submission:
    """Undo a withdrawal before the deadline: what was handed in last stands again, under its number."""
    entry = entry_to_number(session(), identity(), entry_id)
    return restoration.restore_entry(session(), identity(), entry, signing_secret())


@blp.route("/entries/<uuid:entry_id>/versions")
@allow(PERSON)
@blp.response(200, VersionsSchema)
def versions(entry_id: UUID) -> dict[str, Any]:
    """Every version that was handed in, the latest first."""
    return {"items": actions.versions_of(session(), identity(), entry_id)}


@blp.route("/entries/<uuid:entry_id>/versions/<int:version>")
@allow(PERSON)
@blp.response(200, VersionSchema)
def version(entry_id: UUID, version: int) -> Submission:
    """What was handed in at one time, whole, whatever came after."""
    return actions.find_version(session(), identity(), entry_id, version)
