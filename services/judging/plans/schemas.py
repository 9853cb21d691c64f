"""Shapes of plans of assignment over HTTP, for organizers."""

from typing import Any

import marshmallow as ma
from flask_babel import lazy_gettext as _l
from marshmallow import fields

from chassis.http.schemas import Between, FieldError, Schema
from services.judging.editions.schemas import NameSchema
from services.judging.panels.schemas import SOME_JUDGES, EntryNameSchema
from services.judging.rules.schemas import StageNameSchema


class PlanSettingsSchema(Schema):
    """What is asked of a plan."""

    per_entry = fields.Integer(required=True, strict=True, validate=Between(1, 50))
    least = fields.Integer(load_default=0, strict=True, validate=Between(0, 10_000))
    most = fields.Integer(load_default=None, allow_none=True, strict=True, validate=Between(1, 10_000))
    adjust = fields.Boolean(
        load_default=False, metadata={"description": "Assignments whose sheet is blank may move; few do."}
    )
    judge_ids = fields.List(fields.UUID(), load_default=None, allow_none=True, validate=SOME_JUDGES)

    @ma.validates_schema
    def _in_order(self, given: dict[str, Any], **_: Any) -> None:
        if given.get("most") is not None and given.get("least", 0) > given["most"]:
            raise ma.ValidationError({"least": [FieldError("above-most", _l("最少件数不能多于最多件数。"))]})


class ProposedSchema(Schema):
    """The plan that was proposed."""

    id = fields.UUID()


class ReceiptSchema(Schema):
    """How a plan was found, so that anybody can compute it again."""

    entries = fields.Integer()
    judges = fields.Integer()
    cost = fields.Integer(metadata={"description": "Of the cheapest assignment, as `matching.costs` says."})
    bound = fields.Integer(metadata={"description": "No assignment costs less; equal to `cost` where that is proven."})
    swaps = fields.Integer(metadata={"description": "Made after that, so that all judges can be compared."})
    surcharge = fields.Integer(metadata={"description": "What the swaps cost."})
    parts = fields.Integer(metadata={"description": "Groups of judges without an entry in common; 1 is whole."})


class LoadSchema(Schema):
    """What a judge has before and after a plan; of each track, in the order of `tracks`."""

    id = fields.UUID()
    name = fields.String()
    before = fields.Integer()
    after = fields.Integer()
    by_track = fields.List(fields.Integer())


class BarredSchema(Schema):
    """A judge who may not have an entry, and why."""

    judge = fields.String()
    why = fields.String(
        metadata={"description": "As `conflicts.bars` says: team, organisation, declared, recognised or declined."}
    )


class BlockSchema(Schema):
    """Why entries lack judges: demands, limits and conflicts that cannot all hold, none of which is idle."""

    short = fields.List(fields.Nested(EntryNameSchema))
    more = fields.Integer(metadata={"description": "How many entries beside those named."})
    entries = fields.Integer(metadata={"description": "How many entries share the full judges."})
    judges = fields.List(fields.String(), metadata={"description": "Judges who are full."})
    barred = fields.List(fields.Nested(BarredSchema))


class PlannedEntrySchema(EntryNameSchema):
    """An entry with its judges as the plan has them."""

    track = fields.Nested(NameSchema)
    kept = fields.List(fields.String())
    new = fields.List(fields.String())
    gone = fields.List(fields.String())
    missing = fields.Integer()


class PlanSchema(Schema):
    """A plan of assignment."""

    id = fields.UUID()
    stage = fields.Nested(StageNameSchema)
    state = fields.String(metadata={"description": "proposed, made or undone"})
    settings = fields.Nested(PlanSettingsSchema)
    seed = fields.String()
    inputs = fields.String(metadata={"description": "SHA-256 of everything it rests on."})
    receipt = fields.Nested(ReceiptSchema)
    proposed_at = fields.AwareDateTime()
    made_at = fields.AwareDateTime(allow_none=True)
    undone_at = fields.AwareDateTime(allow_none=True)
    added = fields.Integer()
    removed = fields.Integer()
    kept = fields.Integer()
    missing = fields.Integer(metadata={"description": "Seats without a judge."})
    tracks = fields.List(fields.Nested(NameSchema))
    judges = fields.List(fields.Nested(LoadSchema))
    blocks = fields.List(fields.Nested(BlockSchema))
    entries = fields.List(fields.Nested(PlannedEntrySchema))
    next = fields.String(allow_none=True)
    may = fields.List(fields.String(), metadata={"description": "make, undo: open to the caller now."})
