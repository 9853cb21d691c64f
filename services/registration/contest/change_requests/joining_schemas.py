"""HTTP shapes of people who are to join a team by a change request."""

import marshmallow as ma

from chassis.http.schemas import Length, Schema, Trimmed
from services.registration.contest.entries.access import RELATIONS
from services.registration.contest.memberships.schemas import LONGEST_DIVISION, LONGEST_NAME
from services.registration.contest.teams.models import ROLES


class NewAdditionSchema(Schema):
    """Who is to join, and as what."""

    role = ma.fields.String(required=True, validate=ma.validate.OneOf(ROLES))
    name = Trimmed(required=True, validate=Length(1, LONGEST_NAME))
    division = Trimmed(load_default="", validate=Length(0, LONGEST_DIVISION))


class AdditionLinkSchema(Schema):
    """The link of somebody who is to join, for the leader alone."""

    id = ma.fields.UUID()
    role = ma.fields.String(validate=ma.validate.OneOf(ROLES))
    name = ma.fields.String()
    entry_id = ma.fields.UUID()
    title = ma.fields.String()
    edition = ma.fields.String()
    secret = ma.fields.String(metadata={"description": "What opens it."})


class JoiningAnswerSchema(Schema):
    """An agreement to join."""

    publicity_version = Trimmed(
        load_default=None,
        allow_none=True,
        validate=Length(1, 20),
        metadata={"description": "The text about publishing the name that is agreed to; none: it is not published."},
    )


class JoiningSchema(Schema):
    """What whoever has the link is asked."""

    entry_id = ma.fields.UUID()
    edition = ma.fields.String()
    title = ma.fields.String()
    leader_name = ma.fields.String()
    role = ma.fields.String(validate=ma.validate.OneOf(ROLES))
    name = ma.fields.String()
    division = ma.fields.String()
    own = ma.fields.Boolean(metadata={"description": "The reader confirmed already."})
    relation = ma.fields.String(
        validate=ma.validate.OneOf(("", *RELATIONS)), metadata={"description": "What the reader is to it already."}
    )
