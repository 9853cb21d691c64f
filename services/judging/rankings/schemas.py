"""Shape of a ranking over HTTP."""

import marshmallow as ma
from marshmallow import fields

from chassis.http.schemas import BIGGEST, Between, Schema, Trimmed
from services.judging.editions.schemas import NameSchema
from services.judging.panels.schemas import CountedSchema
from services.judging.rankings.comparisons import METHODS
from services.judging.rules.schemas import CriterionSchema, Points, StageNameSchema

PAGE = 250
"""Lines of a page, unless asked otherwise."""


class RankingQuery(Schema):
    """Which stage (the first that the caller oversees, unless named), and from which line on."""

    edition = Trimmed(load_default="", metadata={"description": "Slug."})
    stage = Trimmed(load_default="", metadata={"description": "Key."})
    after = fields.Integer(load_default=0, validate=Between(0, BIGGEST), metadata={"description": "Lines to skip."})
    compared = fields.String(
        load_default="",
        validate=ma.validate.OneOf(("", *METHODS)),
        metadata={"description": "Another rule, for comparison only."},
    )
    limit = fields.Integer(load_default=PAGE, validate=Between(1, PAGE))


class RankingLineSchema(Schema):
    """One entry's place and how it came about."""

    rank = fields.Integer(attribute="line.rank", allow_none=True)
    entry_id = fields.String(metadata={"format": "uuid"})
    number = fields.String(attribute="entry.number")
    title = fields.String(attribute="entry.title")
    track = fields.Nested(NameSchema)
    group = fields.Nested(NameSchema)
    score = fields.String(allow_none=True)
    working = fields.List(fields.String(), metadata={"description": "Step by step; the last one ends in the score."})
    tie_rule = fields.String(attribute="line.tie_rule", allow_none=True)
    tie_text = fields.String(allow_none=True)
    spread = Points(attribute="line.spread", allow_none=True)
    flagged = fields.Boolean(attribute="line.flagged")


class ComparisonSchema(Schema):
    """Another rule under which the sheets can be looked at."""

    key = fields.String()
    name = fields.String()


class RankingSchema(Schema):
    """A page of a stage's ranking; `inputs_hash` is the SHA-256 of what `…/ranking/inputs` answers."""

    stages = fields.List(fields.Nested(StageNameSchema), metadata={"description": "To choose from."})
    stage = fields.Nested(StageNameSchema, allow_none=True)
    rule = fields.List(fields.String(), metadata={"description": "The stage's own rule, in plain words."})
    rules_hash = fields.String(metadata={"description": "SHA-256 of everything that is frozen of the rubric."})
    compared = fields.String(metadata={"description": "The other rule that the lines follow; empty for the own."})
    comparisons = fields.List(fields.Nested(ComparisonSchema))
    refused = fields.String(allow_none=True, metadata={"description": "Why the rule gives no ranking now."})
    total = fields.Nested(CountedSchema, allow_none=True)
    entries = fields.Integer(metadata={"description": "Lines in all."})
    items = fields.List(fields.Nested(RankingLineSchema))
    next = fields.Integer(allow_none=True)
    inputs_hash = fields.String()


class RankedSheetSchema(Schema):
    """A sheet handed in; a dropped one does not count towards the score."""

    id = fields.String(attribute="sheet.id")
    judge = fields.String()
    marks = fields.Dict(keys=fields.String(), values=Points(), attribute="sheet.marks")
    total = Points(attribute="sheet.total")
    dropped = fields.Boolean()


class ExplainedSchema(RankingLineSchema):
    """One entry's place with the sheets it came from."""

    stage = fields.Nested(StageNameSchema)
    criteria = fields.List(fields.Nested(CriterionSchema))
    sheets = fields.List(fields.Nested(RankedSheetSchema))
