"""HTTP shapes of how joint applicants show that they agree."""

import marshmallow as ma

from chassis.http.schemas import Length, Schema, Trimmed
from services.registration.contest.joint_applicants.models import STATES


class LinkRequestSchema(Schema):
    """Which link is wanted."""

    anew = ma.fields.Boolean(load_default=False, metadata={"description": "A new one; the earlier opens nothing."})


class JointLinkSchema(Schema):
    """The link of a joint applicant, for the team alone."""

    id = ma.fields.UUID()
    entry_id = ma.fields.UUID()
    title = ma.fields.String()
    name = ma.fields.String()
    closes_at = ma.fields.AwareDateTime(metadata={"description": "Until when it can be answered."})
    secret = ma.fields.String(metadata={"description": "What opens it."})


class LetterSchema(Schema):
    """Which file is the letter."""

    file_id = ma.fields.UUID(required=True)


class JointRequestSchema(Schema):
    """What whoever has the link is asked to confirm."""

    entry_id = ma.fields.UUID()
    edition = ma.fields.String()
    title = ma.fields.String()
    leader_name = ma.fields.String()
    organisation = ma.fields.String(metadata={"description": "The applicant."})
    name = ma.fields.String(metadata={"description": "The joint applicant."})
    state = ma.fields.String(validate=ma.validate.OneOf(STATES))
    closes_at = ma.fields.AwareDateTime()
    own = ma.fields.Boolean(metadata={"description": "The reader answered already."})
    relation = ma.fields.String(
        metadata={"description": "What the reader is in the team, and so cannot answer; empty: not in it."}
    )
    judged = ma.fields.Boolean(metadata={"description": "Judges read the name of the organisation."})
    public = ma.fields.Boolean(metadata={"description": "It is published if the entry wins."})


class JointAnswerSchema(Schema):
    """An answer."""

    agrees = ma.fields.Boolean(required=True)
    post = Trimmed(load_default="", validate=Length(0, 50), metadata={"description": "What one is in it."})
