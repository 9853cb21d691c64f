"""HTTP shapes of teams: now, and as they were handed in."""

import marshmallow as ma

from chassis.http.schemas import Schema
from services.registration.contest.teams.models import ROLES
from services.registration.contest.teams.states import TEAM_MEMBER


class TeamMemberSchema(Schema):
    """A place in the team of an entry, as the caller may see it."""

    id = ma.fields.UUID()
    role = ma.fields.String(validate=ma.validate.OneOf(ROLES))
    name = ma.fields.String()
    division = ma.fields.String()
    state = ma.fields.String(validate=ma.validate.OneOf(tuple(TEAM_MEMBER.states)))
    leads = ma.fields.Boolean()
    you = ma.fields.Boolean(metadata={"description": "It is the caller's."})
    invited_at = ma.fields.AwareDateTime()
    expires_at = ma.fields.AwareDateTime()
    expired = ma.fields.Boolean()
    answered_at = ma.fields.AwareDateTime(allow_none=True)
    address = ma.fields.String(metadata={"description": "Where the invitation went; for the leader."})
    reason = ma.fields.String(metadata={"description": "Why they were removed; for the leader."})
    publicity = ma.fields.Boolean(metadata={"description": "Whether they agreed that their name is published."})
    publicity_at = ma.fields.AwareDateTime(allow_none=True, metadata={"description": "Of the caller's own choice."})
    lead_offered = ma.fields.Boolean()
    may = ma.fields.List(ma.fields.String(), metadata={"description": "What the caller may do with it now."})


class HandedInMemberSchema(Schema):
    """Somebody of the team as it was handed in."""

    role = ma.fields.String(validate=ma.validate.OneOf(ROLES))
    name = ma.fields.String()
    division = ma.fields.String()
