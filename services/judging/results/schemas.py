"""Shape of a ranking over HTTP."""

from marshmallow import fields

from chassis.http.schemas import BIGGEST, Between, Schema, Trimmed
from services.judging.panels.schemas import CountedSchema, NameSchema
from services.judging.results.ranking import Line
from services.judging.rules.points import places
from services.judging.rules.schemas import CriterionSchema, Points, StageNameSchema

PAGE = 250
"""Lines of a page, unless asked otherwise."""


class RankingQuery(Schema):
    """Which stage (the first that the caller oversees, unless named), and from which line on."""

    edition = Trimmed(load_default="", metadata={"description": "Slug."})
    stage = Trimmed(load_default="", metadata={"description": "Key."})
    after = fields.Integer(load_default=0, validate=Between(0, BIGGEST), metadata={"description": "Lines to skip."})
    limit = fields.Integer(load_default=PAGE, validate=Between(1, PAGE))


def _published(item: dict[str, Line]) -> str | None:
    score = item["line"].score
    return None if score is None else places(score)


class RankingLineSchema(Schema):
    """One entry's place and how it came about."""

    rank = fields.Integer(attribute="line.rank", allow_none=True)
    entry_id = fields.String(metadata={"format": "uuid"})
    number = fields.String(attribute="entry.number")
    title = fields.String(attribute="entry.title")
    track = fields.Nested(NameSchema)
    group = fields.Nested(NameSchema)
    score = fields.Function(_published, metadata={"type": ["string", "null"]})
    working = fields.String()
    tie_rule = fields.String(attribute="line.tie_rule", allow_none=True)
    tie_text = fields.String(allow_none=True)
    spread = Points(attribute="line.spread", allow_none=True)
    flagged = fields.Boolean(attribute="line.flagged")


class RankingSchema(Schema):
    """A page of a stage's ranking; `inputs_hash` is the SHA-256 of what `…/ranking/inputs` answers."""

    stages = fields.List(fields.Nested(StageNameSchema), metadata={"description": "To choose from."})
    stage = fields.Nested(StageNameSchema, allow_none=True)
    drop_from = fields.Integer()
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
