"""Shapes of assignments over HTTP, for organizers."""

from uuid import UUID

import marshmallow as ma
from flask_babel import lazy_gettext as _l
from marshmallow import fields

from chassis.http.paging import PageSchema
from chassis.http.schemas import FieldError, Length, Schema, Text, Trimmed
from services.judging.editions.schemas import NameSchema
from services.judging.judges.schemas import JudgeSchema
from services.judging.rules.schemas import Points, StageNameSchema


def _all_different(judge_ids: list[UUID]) -> None:
    if len(set(judge_ids)) != len(judge_ids):
        raise ma.ValidationError([FieldError("duplicate", _l("同一位评委只能选择一次。"))])


SOME_JUDGES = (ma.validate.Length(1, 200, error=_l("请选择 1 至 200 位评委。")), _all_different)


class AssignSchema(Schema):
    """Which entry goes to which judges."""

    entry_id = fields.UUID(required=True)
    judge_ids = fields.List(fields.UUID(), required=True, validate=SOME_JUDGES)


class ReasonSchema(Schema):
    """Why an organizer does this; kept in the audit record."""

    reason = Text(required=True, validate=Length(1, 500))


class EntryNameSchema(Schema):
    """Enough to recognise an entry."""

    id = fields.UUID()
    number = fields.String()
    title = fields.String()


class SheetColumns(Schema):
    """What a list of assignments tells about their sheets."""

    id = fields.UUID()
    sheet_state = fields.String()
    total = Points(allow_none=True)


class SeatSchema(SheetColumns):
    """A judge of an entry, and how far the sheet is."""

    judge_id = fields.UUID()
    judge = fields.String()


class AssignmentRowSchema(SeatSchema):
    """An assignment as an organizer sees it."""

    stage = fields.String()
    entry_id = fields.UUID()
    number = fields.String()
    title = fields.String()
    made_at = fields.AwareDateTime()


class AssignmentRowsSchema(Schema):
    """Assignments."""

    items = fields.List(fields.Nested(AssignmentRowSchema))
    next = fields.String(allow_none=True, dump_default=None)


class MadeSchema(Schema):
    """The assignments that were made."""

    ids = fields.List(fields.UUID())


class CountedSchema(Schema):
    """Sheets: assigned, begun, handed in."""

    assigned = fields.Integer()
    drafts = fields.Integer()
    submitted = fields.Integer()


class CountedJudgeSchema(CountedSchema, JudgeSchema):
    """A judge with the count."""

    id = fields.UUID()
    assignable = fields.Boolean(metadata={"description": "May be given entries of this stage."})


class ChosenStageSchema(PageSchema):
    """Which stage; the first that the caller oversees, unless named."""

    edition = Trimmed(load_default="", metadata={"description": "Slug."})
    stage = Trimmed(load_default="", metadata={"description": "Key."})


class PanelQuery(ChosenStageSchema):
    """Which stage, and which of its entries."""

    q = Trimmed(load_default="", metadata={"description": "Part of the number or the title."})
    unassigned = fields.Boolean(load_default=False, metadata={"description": "Only entries without any judge."})


class PanelEntrySchema(EntryNameSchema):
    """An entry with its judges."""

    track = fields.Nested(NameSchema)
    group = fields.Nested(NameSchema)
    assignments = fields.List(fields.Nested(SeatSchema))


class PlanNameSchema(Schema):
    """A plan of assignment of a stage."""

    id = fields.UUID()
    state = fields.String(metadata={"description": "proposed, made or undone"})
    at = fields.AwareDateTime(metadata={"description": "When it came into this state."})
    added = fields.Integer()


class PanelSchema(Schema):
    """The stages to choose from, and of the one chosen its judges, its plans and a page of its entries."""

    stages = fields.List(fields.Nested(StageNameSchema))
    stage = fields.Nested(StageNameSchema, allow_none=True)
    total = fields.Nested(CountedSchema, allow_none=True)
    entries = fields.List(fields.Nested(PanelEntrySchema))
    judges = fields.List(fields.Nested(CountedJudgeSchema))
    plans = fields.List(fields.Nested(PlanNameSchema), metadata={"description": "The latest first, a few."})
    next = fields.String(allow_none=True)


class SubstituteSchema(Schema):
    """A judge who could have the entry instead."""

    id = fields.UUID(attribute="judge.account_id")
    name = fields.String(attribute="judge.name")
    assigned = fields.Integer()


class ReplacementSchema(ReasonSchema):
    """Who judges the entry instead, and why."""

    judge_id = fields.UUID(required=True)


class ReplacedSchema(Schema):
    """The assignment that took the place of another."""

    id = fields.UUID()


class AssignmentRecordSchema(Schema):
    """One assignment with its sheet, for an organizer, and what may be done with it now."""

    id = fields.UUID()
    stage = fields.Nested(StageNameSchema)
    entry = fields.Nested(EntryNameSchema)
    judge = fields.Nested(JudgeSchema)
    state = fields.String()
    made_at = fields.AwareDateTime()
    removed_at = fields.AwareDateTime(allow_none=True)
    removed_reason = fields.String()
    sheet_state = fields.String()
    total = Points(allow_none=True)
    comment = fields.String()
    saved_at = fields.AwareDateTime(allow_none=True)
    submitted_at = fields.AwareDateTime(allow_none=True)
    return_reason = fields.String()
    substitutes = fields.List(
        fields.Nested(SubstituteSchema), metadata={"description": "Who could have the entry instead, the best first."}
    )
    sheet_id = fields.UUID()
    may = fields.List(
        fields.String(),
        metadata={
            "description": "Open to the caller now: remove, return; once closed: propose return, propose voiding."
        },
    )
