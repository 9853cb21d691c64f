"""Shapes of what crosses judging's areas."""

import marshmallow as ma

from chassis.http.schemas import Schema
from services.judging.panels.schemas import CountedSchema
from services.judging.resolutions.schemas import PendingSchema
from services.judging.rules.schemas import Points


class JudgeDeskSchema(CountedSchema):
    """One judge: how far, and how the totals handed in lie."""

    id = ma.fields.UUID()
    name = ma.fields.String()
    lowest = Points(allow_none=True)
    mean = Points(allow_none=True)
    highest = Points(allow_none=True)


class BehindSchema(CountedSchema):
    """A judge who has not handed everything in."""

    id = ma.fields.UUID()
    name = ma.fields.String()
    last_at = ma.fields.AwareDateTime(allow_none=True, metadata={"description": "When a sheet was last saved."})


class BandSchema(Schema):
    """How many totals lie from `least` up to, and not including, `most`; the last band includes its end."""

    least = Points()
    most = Points()
    count = ma.fields.Integer()


class StageDeskSchema(Schema):
    """A stage in numbers."""

    edition = ma.fields.String(attribute="stage.edition")
    key = ma.fields.String(attribute="stage.stage_key")
    name = ma.fields.String(attribute="stage.stage.name")
    name_en = ma.fields.String(attribute="stage.stage.name_en")
    opens_at = ma.fields.AwareDateTime(attribute="stage.stage.opens_at")
    closes_at = ma.fields.AwareDateTime(attribute="stage.stage.closes_at")
    phase = ma.fields.String(attribute="stage.stage.phase", metadata={"description": "upcoming, open or closed"})
    total = ma.fields.Nested(CountedSchema)
    entries = ma.fields.Integer(metadata={"description": "In judging."})
    unassigned = ma.fields.Integer(metadata={"description": "Entries without any judge."})
    overdue = ma.fields.Integer(metadata={"description": "Sheets not handed in though the stage has ended."})
    outdated = ma.fields.Integer(metadata={"description": "Sheets about an earlier version of their entry."})
    renewed = ma.fields.List(ma.fields.String(), metadata={"description": "Numbers of those entries, a few."})
    judges = ma.fields.List(ma.fields.Nested(JudgeDeskSchema))
    behind = ma.fields.List(ma.fields.Nested(BehindSchema), metadata={"description": "The furthest behind, a few."})
    bands = ma.fields.List(ma.fields.Nested(BandSchema))


class DeskSchema(Schema):
    """Judging in numbers, as far as the caller's roles reach."""

    stages = ma.fields.List(ma.fields.Nested(StageDeskSchema))
    resolutions = ma.fields.List(ma.fields.Nested(PendingSchema), metadata={"description": "What waits for another."})
    parked = ma.fields.Dict(keys=ma.fields.String(), values=ma.fields.Integer())


class FoundJudgeSchema(Schema):
    """A judge who was found, in one stage."""

    name = ma.fields.String()
    edition = ma.fields.String()
    stage = ma.fields.String()
    stage_name = ma.fields.String()
    stage_name_en = ma.fields.String()
    assigned = ma.fields.Integer()
    submitted = ma.fields.Integer()


class FoundSchema(Schema):
    """What was found."""

    judges = ma.fields.List(ma.fields.Nested(FoundJudgeSchema))
