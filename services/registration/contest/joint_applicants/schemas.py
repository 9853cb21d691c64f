"""HTTP shapes of joint applicants."""

import marshmallow as ma

from chassis.http.schemas import Schema
from services.registration.contest.joint_applicants.models import STATES


class JointApplicantSchema(Schema):
    """An organisation that applies together with the one that enters."""

    id = ma.fields.UUID()
    name = ma.fields.String()
    state = ma.fields.String(validate=ma.validate.OneOf(STATES))
    person_name = ma.fields.String(metadata={"description": "Who confirmed or declined for it."})
    person_post = ma.fields.String(metadata={"description": "What they are in it, as they said."})
    answered_at = ma.fields.AwareDateTime(allow_none=True)
    letter_id = ma.fields.UUID(allow_none=True, metadata={"description": "The file that is its letter."})
    may = ma.fields.List(
        ma.fields.String(), metadata={"description": "`link`, `letter`: what the caller may do for it now."}
    )


class HandedInJointApplicantSchema(Schema):
    """A joint applicant as it was handed in."""

    name = ma.fields.String()
    proof = ma.fields.String(
        validate=ma.validate.OneOf(STATES), metadata={"description": "What showed that it agrees."}
    )
