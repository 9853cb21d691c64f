"""Shapes of results over HTTP."""

from marshmallow import fields

from chassis.http.fields import Count, Moment
from chassis.http.schemas import BIGGEST, Between, Schema
from services.judging.rankings.schemas import PAGE, RankingLineSchema
from services.judging.resolutions.schemas import DifferenceSchema, PendingSchema, ProposalSchema
from services.judging.rules.schemas import StageNameSchema

MOST_CHANGES = 200
"""Sheets, and entries, that one amendment names."""


class AmendmentSchema(ProposalSchema):
    """What another version leaves out."""

    voided = fields.List(fields.UUID(), load_default=list, validate=Count(0, MOST_CHANGES))
    disqualified = fields.List(fields.UUID(), load_default=list, validate=Count(0, MOST_CHANGES))


class LateReturnSchema(ProposalSchema):
    """Until when the judge may change a sheet that is given back after the closing."""

    due_at = Moment(required=True, metadata={"description": "Exclusive."})


class CheckItemSchema(Schema):
    """What a check found: an entry, and the judge where a sheet is meant."""

    number = fields.String()
    judge = fields.String(dump_default="")
    assignment_id = fields.UUID(dump_default=None, allow_none=True)


class CheckSchema(Schema):
    """How many a check found, and the first of them."""

    count = fields.Integer()
    items = fields.List(fields.Nested(CheckItemSchema))


class ChecksSchema(Schema):
    """What to look at before a result is sealed."""

    missing = fields.Nested(CheckSchema, metadata={"description": "Sheets that were never handed in."})
    unjudged = fields.Nested(CheckSchema, metadata={"description": "Entries without any sheet."})
    conflicts = fields.Nested(CheckSchema, metadata={"description": "Sheets by judges with an interest."})
    outdated = fields.Nested(CheckSchema, metadata={"description": "Entries marked in an earlier version."})
    flagged = fields.Nested(CheckSchema, metadata={"description": "Entries whose totals lie far apart."})
    refused = fields.String(allow_none=True, metadata={"description": "Why the rule gives no ranking."})


class VersionSchema(Schema):
    """A version of a result, and by whom it was proposed and adopted."""

    version = fields.Integer()
    sealed_at = fields.AwareDateTime()
    inputs_hash = fields.String()
    resolution_id = fields.UUID()
    reason = fields.String(attribute="resolution.reason")
    proposed_by = fields.UUID(attribute="resolution.proposed_by")
    decided_by = fields.UUID(attribute="resolution.decided_by")


class ResultsSchema(Schema):
    """Where the result of a stage stands."""

    stage = fields.Nested(StageNameSchema)
    checks = fields.Nested(ChecksSchema)
    hindrance = fields.String(allow_none=True, metadata={"description": "Why nothing can be sealed now."})
    versions = fields.List(fields.Nested(VersionSchema), metadata={"description": "The newest, which stands, first."})
    differs = fields.Boolean(dump_default=False, metadata={"description": "Whether it would be another one now."})
    differences = fields.List(fields.Nested(DifferenceSchema), dump_default=[])
    pending = fields.List(fields.Nested(PendingSchema))
    may = fields.List(fields.String())


class VersionQuery(Schema):
    """From which line on."""

    after = fields.Integer(load_default=0, validate=Between(0, BIGGEST), metadata={"description": "Lines to skip."})
    limit = fields.Integer(load_default=PAGE, validate=Between(1, PAGE))


class VersionPageSchema(Schema):
    """A page of one version; `inputs_hash` is the SHA-256 of what `…/inputs` answers."""

    stage = fields.Nested(StageNameSchema)
    result = fields.Nested(VersionSchema)
    rule = fields.List(fields.String(), metadata={"description": "The rule it followed, in plain words."})
    rules_hash = fields.String()
    entries = fields.Integer(metadata={"description": "Lines in all."})
    items = fields.List(fields.Nested(RankingLineSchema))
    next = fields.Integer(allow_none=True)
