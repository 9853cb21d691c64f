"""HTTP API of contests."""

from typing import Any

from chassis.http.api import Blueprint
from chassis.http.auth import allow, identity
from chassis.http.request_session import session
from contracts.roles import ORGANIZER, OVERSEEING
from services.registration.contest.contests import actions
from services.registration.contest.contests.schemas import ContestHeadSchema, ContestListSchema, ContestNameSchema
from services.registration.files.collections.intake import PICTURE, take_file
from services.registration.files.collections.names import collection_of
from services.registration.files.contents import serving

blp = Blueprint("contests", __name__, description="Contests, of which editions are editions.")


@blp.route("/contests")
@allow(*OVERSEEING, everywhere=True)
@blp.response(200, ContestListSchema)
def listing() -> dict[str, Any]:
    """Every contest, by name."""
    return {"items": actions.list_contests(session())}


@blp.route("/contests", methods=["POST"])
@allow(ORGANIZER, everywhere=True)
@blp.arguments(ContestNameSchema)
@blp.response(201, ContestHeadSchema)
def begin(facts: dict[str, str]) -> dict[str, Any]:
    """A new contest; its key is made of its name."""
    return actions.show_contest(session(), actions.begin_contest(session(), identity(), facts).key)


@blp.route("/contests/<key>")
@allow(*OVERSEEING, everywhere=True)
@blp.response(200, ContestHeadSchema)
def show(key: str) -> dict[str, Any]:
    """One contest."""
    return actions.show_contest(session(), key)


@blp.route("/contests/<key>", methods=["PUT"])
@allow(ORGANIZER, everywhere=True)
@blp.arguments(ContestNameSchema)
@blp.response(200, ContestHeadSchema)
def rename(facts: dict[str, str], key: str) -> dict[str, Any]:
    """Call it otherwise, on all pages of all its editions."""
    actions.rename_contest(session(), identity(), key, facts)
    return actions.show_contest(session(), key)


@blp.route("/contests/<key>/mark", methods=["PUT"])
@allow(ORGANIZER, everywhere=True)
@blp.doc(parameters=[serving.FILE_NAME], requestBody=serving.UPLOADED)
@blp.response(200, ContestHeadSchema)
def put_mark(key: str) -> dict[str, Any]:
    """A picture that stands for it: JPG or PNG, written anew."""
    actions.show_contest(session(), key)
    actions.put_mark(session(), identity(), key, take_file(collection_of("contest", key), PICTURE))
    return actions.show_contest(session(), key)


@blp.route("/contests/<key>/mark", methods=["DELETE"])
@allow(ORGANIZER, everywhere=True)
@blp.response(200, ContestHeadSchema)
def delete_mark(key: str) -> dict[str, Any]:
    """Go without one."""
    actions.put_mark(session(), identity(), key, None)
    return actions.show_contest(session(), key)


@blp.route("/contests/<key>/front", methods=["PUT"])
@allow(ORGANIZER, everywhere=True)
@blp.response(200, ContestHeadSchema)
def show_first(key: str) -> dict[str, Any]:
    """Let the site's first page show this contest."""
    actions.show_first(session(), identity(), key)
    return actions.show_contest(session(), key)
