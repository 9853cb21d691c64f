"""`/work`: how far the long work is that somebody asked for, and stopping it."""

from uuid import UUID

import marshmallow as ma

from chassis.http.api import Blueprint
from chassis.http.auth import PERSON, allow, identity
from chassis.http.request_session import session
from chassis.http.schemas import Schema
from chassis.work import queue
from chassis.work.queue import Work

blp = Blueprint("work", __name__, description="Long work that the caller asked for.")


class WorkSchema(Schema):
    """A piece of long work as it is now."""

    id = ma.fields.UUID(required=True)
    kind = ma.fields.String(required=True)
    state = ma.fields.String(required=True, metadata={"description": "waiting, running, done, failed or stopped"})
    done = ma.fields.Integer(required=True, metadata={"description": "Steps done, of `total`; 0 while not known."})
    total = ma.fields.Integer(required=True)
    stopping = ma.fields.Boolean(required=True)
    result = ma.fields.Dict(required=True)
    asked_at = ma.fields.AwareDateTime(required=True)
    ended_at = ma.fields.AwareDateTime(required=True, allow_none=True)
    may = ma.fields.List(ma.fields.String(), required=True)


@blp.route("/work/<uuid:work_id>")
@allow(PERSON)
@blp.response(200, WorkSchema)
def show(work_id: UUID) -> Work:
    """How far it is, or what came of it"""
    return queue.find(session(), work_id, identity().account_id)


@blp.route("/work/<uuid:work_id>/stop", methods=["POST"])
@allow(PERSON)
@blp.response(200, WorkSchema)
def stop(work_id: UUID) -> Work:
    """Stop it: at once while it waits, at its next step while it runs"""
    return queue.stop(session(), work_id, identity().account_id)
