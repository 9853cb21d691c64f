"""Shape of a ranking over HTTP."""

from marshmallow import fields

from chassis.http.schemas import Schema
from services.judging.results.ranking import Line
from services.judging.rubrics.points import places
from services.judging.rubrics.schemas import Points


def _published(item: dict[str, Line]) -> str | None:
    score = item["line"].score
    return None if score is None else places(score)


class RankedSheetSchema(Schema):
    """A sheet handed in; a dropped one does not count towards the score."""

    id = fields.String(attribute="sheet.id")
    judge_id = fields.UUID(attribute="assignment.judge_id")
    judge = fields.String(attribute="assignment.judge.name")
    marks = fields.Dict(keys=fields.String(), values=Points(), attribute="sheet.marks")
    total = Points(attribute="sheet.total")
    dropped = fields.Boolean()


class RankingLineSchema(Schema):
    """One entry's place and how it came about."""

    rank = fields.Integer(attribute="line.rank", allow_none=True)
    entry_id = fields.UUID(attribute="entry.id")
    number = fields.String(attribute="entry.number")
    title = fields.String(attribute="entry.title")
    track = fields.String(attribute="entry.track")
    group = fields.String(attribute="entry.group")
    score = fields.Function(_published, metadata={"type": ["string", "null"]})
    sheets = fields.List(fields.Nested(RankedSheetSchema))
    working = fields.String()
    tie_rule = fields.String(attribute="line.tie_rule", allow_none=True)
    tie_text = fields.String(allow_none=True)
    spread = Points(attribute="line.spread", allow_none=True)
    flagged = fields.Boolean(attribute="line.flagged")


class RankingSchema(Schema):
    """The ranking of a stage; `inputs_hash` is the SHA-256 of what `…/ranking/inputs` answers."""

    stage = fields.String(attribute="stage.key")
    items = fields.List(fields.Nested(RankingLineSchema))
    inputs_hash = fields.String()
