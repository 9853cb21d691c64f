"""HTTP shapes of teams as they were handed in."""

import marshmallow as ma

from chassis.http.schemas import Schema
from services.registration.contest.teams.models import ROLES


class HandedInMemberSchema(Schema):
    """Somebody of the team as it was handed in."""

    role = ma.fields.String(validate=ma.validate.OneOf(ROLES))
    name = ma.fields.String()
    division = ma.fields.String()
