"""HTTP API of how joint applicants show that they agree: for the team, and for whoever has a link."""

from typing import Any
from uuid import UUID

from chassis.http.api import Blueprint
from chassis.http.auth import PERSON, PUBLIC, allow, identity
from chassis.http.request_session import session
from contracts.roles import LEADER
from services.registration.contest.entries.api import tagged
from services.registration.contest.entries.completeness import Described
from services.registration.contest.entries.models import Entry
from services.registration.contest.entries.schemas import EntrySchema
from services.registration.contest.joint_applicants.models import JointApplicant
from services.registration.contest.joint_confirmations import actions, answers
from services.registration.contest.joint_confirmations.schemas import (
    JointAnswerSchema,
    JointLinkSchema,
    JointRequestSchema,
    LetterSchema,
    LinkRequestSchema,
)
from services.registration.contest.memberships.api import link_key
from services.registration.contest.memberships.links import JOINT, secret_of

blp = Blueprint("joint-confirmations", __name__, description="Joint applicants of an entry.")


@blp.route("/entries/<uuid:entry_id>/joint-applicants/<uuid:joint_id>/link", methods=["POST"])
@allow(LEADER)
@blp.arguments(LinkRequestSchema)
@blp.response(200, JointLinkSchema)
def make_link(wanted: dict[str, bool], entry_id: UUID, joint_id: UUID) -> dict[str, Any]:
    """Make the link by which a person of the organisation confirms. Sending it is up to whoever asks."""
    return _link(*actions.make_link(session(), identity(), entry_id, joint_id, anew=wanted["anew"]))


@blp.route("/entries/<uuid:entry_id>/joint-applicants/<uuid:joint_id>/link")
@allow(LEADER)
@blp.response(200, JointLinkSchema)
def link(entry_id: UUID, joint_id: UUID) -> dict[str, Any]:
    """The link that waits to be opened."""
    return _link(*actions.find_link(session(), identity(), entry_id, joint_id))


def _link(entry: Entry, one: JointApplicant) -> dict[str, Any]:
    return {
        "id": one.id,
        "entry_id": entry.id,
        "title": entry.title,
        "name": one.name,
        "closes_at": answers.open_until(entry),
        "secret": secret_of(one, link_key(), JOINT),
    }


@blp.route("/entries/<uuid:entry_id>/joint-applicants/<uuid:joint_id>/letter", methods=["PUT"])
@allow(LEADER)
@blp.arguments(LetterSchema)
@blp.response(200, EntrySchema)
def letter(given: dict[str, UUID], entry_id: UUID, joint_id: UUID) -> Described:
    """Say which file is the organisation's letter."""
    return tagged(actions.name_letter(session(), identity(), entry_id, joint_id, given["file_id"]))


@blp.route("/joint-requests/<secret>")
@allow(PUBLIC)
@blp.response(200, JointRequestSchema)
def show(secret: str) -> dict[str, Any]:
    """What one is asked to confirm, while it can be answered; afterwards for who answered."""
    return _shown(answers.find_request(session(), identity(), secret, link_key()))


@blp.route("/joint-requests/<secret>/answer", methods=["POST"])
@allow(PERSON)
@blp.arguments(JointAnswerSchema)
@blp.response(200, JointRequestSchema)
def answer(given: dict[str, Any], secret: str) -> dict[str, Any]:
    """Confirm for the organisation, or say no."""
    return _shown(answers.answer(session(), identity(), secret, link_key(), **given))


def _shown(found: answers.JointRequest) -> dict[str, Any]:
    entry, one = found.entry, found.joint
    return {
        **{name: getattr(entry, name) for name in ("edition", "title", "leader_name", "organisation")},
        **{name: getattr(found, name) for name in ("own", "relation")},
        "entry_id": entry.id,
        "closes_at": answers.open_until(entry),
        "name": one.name,
        "state": one.state,
        "judged": "judges" in found.seen_by,
        "public": "public" in found.seen_by,
    }
