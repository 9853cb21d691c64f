"""HTTP shapes of the screening of one entry; `queue_schemas` has those of many."""

import marshmallow as ma

from chassis.http.fields import Count
from chassis.http.schemas import Length, Schema, Text, Trimmed
from services.registration.contest.editions.part_schemas import ScreeningPointSchema
from services.registration.contest.joint_applicants.schemas import HandedInJointApplicantSchema
from services.registration.contest.likeness.schemas import LikeEntrySchema
from services.registration.contest.screening.models import VERDICTS
from services.registration.contest.screening.states import SCREENING
from services.registration.contest.teams.schemas import HandedInMemberSchema

STATES = tuple(SCREENING.states)
OUTCOMES = ("pass", "correct", "refuse")
"""What a screener decides."""
REASON = 500
"""Characters of a reason."""


class VerdictSchema(Schema):
    """What a screener says of a point."""

    key = Trimmed(required=True)
    verdict = ma.fields.String(load_default="", validate=ma.validate.OneOf(("", *VERDICTS)))
    reason = Text(load_default="", validate=Length(0, REASON))


class ChecklistSchema(Schema):
    """What a screener says of several points."""

    points = ma.fields.List(ma.fields.Nested(VerdictSchema), required=True, validate=Count(0, 50))


class ScreeningOutcomeSchema(Schema):
    """What a screener decides."""

    outcome = ma.fields.String(required=True, validate=ma.validate.OneOf(OUTCOMES))
    message = Text(load_default="", validate=Length(0, 1000))
    fields_ = ma.fields.List(
        ma.fields.String(), data_key="fields", attribute="fields", load_default=list, validate=Count(0, 200)
    )


class RefusalDecisionSchema(Schema):
    """What the second person says of a proposed refusal."""

    agree = ma.fields.Boolean(required=True)
    reason = Text(load_default="", validate=Length(0, REASON))


class ReopeningSchema(Schema):
    """Why."""

    reason = Text(required=True, validate=Length(2, REASON))


class RefusalReplySchema(Schema):
    """What the team replies."""

    text = Text(required=True, validate=Length(5, 2000))


class ScreenedPointSchema(ScreeningPointSchema):
    """A point of the checklist, with what was said of it."""

    verdict = ma.fields.String(metadata={"description": "Empty: nothing yet."})
    reason = ma.fields.String()
    failed_before = ma.fields.String(
        metadata={"description": "Why the version looked at before did not meet it; empty where it did."}
    )


class ScreeningRecordSchema(Schema):
    """What was done."""

    action = ma.fields.String()
    name = ma.fields.String()
    text = ma.fields.String()
    version = ma.fields.Integer()
    at = ma.fields.AwareDateTime()


class ScreenedFileSchema(Schema):
    """A file as it was handed in."""

    id = ma.fields.UUID()
    name = ma.fields.String()
    size = ma.fields.Integer(metadata={"description": "Bytes."})
    type = ma.fields.String()
    sha256 = ma.fields.String()
    pages = ma.fields.Integer(allow_none=True, metadata={"description": "Pages or slides, where the file says."})
    pictured = ma.fields.Boolean(metadata={"description": "There is a picture of its first page."})


class EarlierVersionSchema(Schema):
    """The version of an entry that was looked at before this one."""

    edition = ma.fields.String()
    version = ma.fields.Integer()
    submitted_at = ma.fields.AwareDateTime()
    form_version = ma.fields.Integer()
    form_sha256 = ma.fields.String()
    answers = ma.fields.Dict(keys=ma.fields.String())
    files = ma.fields.Dict(keys=ma.fields.String(), values=ma.fields.List(ma.fields.Nested(ScreenedFileSchema)))
    team = ma.fields.List(ma.fields.Nested(HandedInMemberSchema))
    joint_applicants = ma.fields.List(ma.fields.Nested(HandedInJointApplicantSchema))


class ScreeningSchema(Schema):
    """The screening of an entry for the office, beside what was handed in."""

    entry_id = ma.fields.UUID()
    edition = ma.fields.String()
    number = ma.fields.String()
    title = ma.fields.String()
    track = ma.fields.String()
    group = ma.fields.String()
    organisation = ma.fields.String()
    form_version = ma.fields.Integer()
    form_sha256 = ma.fields.String()
    answers = ma.fields.Dict(keys=ma.fields.String())
    leader_name = ma.fields.String()
    submitted_at = ma.fields.AwareDateTime()
    version = ma.fields.Integer()
    files = ma.fields.Dict(keys=ma.fields.String(), values=ma.fields.List(ma.fields.Nested(ScreenedFileSchema)))
    team = ma.fields.List(ma.fields.Nested(HandedInMemberSchema))
    joint_applicants = ma.fields.List(ma.fields.Nested(HandedInJointApplicantSchema))
    state = ma.fields.String(validate=ma.validate.OneOf(STATES))
    since = ma.fields.AwareDateTime(allow_none=True)
    screener_id = ma.fields.UUID(allow_none=True)
    screener_name = ma.fields.String()
    message = ma.fields.String()
    fields_ = ma.fields.List(ma.fields.String(), data_key="fields", attribute="fields")
    corrections = ma.fields.Integer()
    corrections_most = ma.fields.Integer()
    due_at = ma.fields.AwareDateTime(allow_none=True)
    reply = ma.fields.String()
    explanation = ma.fields.String(metadata={"description": "What the team says of its correction."})
    before = ma.fields.Nested(
        EarlierVersionSchema, allow_none=True, metadata={"description": "None: nobody looked at an earlier one."}
    )
    correction_due_at = ma.fields.AwareDateTime(
        allow_none=True,
        metadata={"description": "Until when a correction could be handed in that is asked for now; None: none can."},
    )
    points = ma.fields.List(ma.fields.Nested(ScreenedPointSchema))
    records = ma.fields.List(ma.fields.Nested(ScreeningRecordSchema))
    alike = ma.fields.List(ma.fields.Nested(LikeEntrySchema))
    etag = ma.fields.String()
    own = ma.fields.Boolean(metadata={"description": "The caller stands behind the entry and may not screen it."})
    may = ma.fields.List(ma.fields.String(), metadata={"description": "What the caller may do now."})


class ScreeningFindingSchema(Schema):
    """A point that is not met."""

    text = ma.fields.String()
    text_en = ma.fields.String()
    reason = ma.fields.String()


class OpenFieldSchema(Schema):
    """A field or file slot that a correction is about."""

    key = ma.fields.String()
    label = ma.fields.String()
    label_en = ma.fields.String()
    file = ma.fields.Boolean()


class ToldScreeningSchema(Schema):
    """The screening of an entry as its team is told."""

    entry_id = ma.fields.UUID()
    title = ma.fields.String()
    state = ma.fields.String()
    since = ma.fields.AwareDateTime(allow_none=True)
    findings = ma.fields.List(ma.fields.Nested(ScreeningFindingSchema))
    message = ma.fields.String()
    fields_ = ma.fields.List(ma.fields.Nested(OpenFieldSchema), data_key="fields", attribute="fields")
    due_at = ma.fields.AwareDateTime(allow_none=True)
    explanation = ma.fields.String()
    reply = ma.fields.String()
    may = ma.fields.List(ma.fields.String())
