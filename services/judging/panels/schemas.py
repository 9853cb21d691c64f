"""Shapes of judges, entries, assignments and progress, for organizers."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

import marshmallow as ma
from flask_babel import lazy_gettext as _l
from marshmallow import fields

from chassis.http.paging import PageSchema
from chassis.http.schemas import Between, FieldError, Length, Schema, Text, Trimmed
from services.judging.panels.models import Assignment
from services.judging.rubrics import points
from services.judging.scoring.models import NONE


def _state(one: Assignment) -> str:
    return one.sheet.state if one.sheet else NONE


def _total(one: Assignment) -> str | None:
    return points.plain(one.sheet.total) if one.sheet and one.sheet.total is not None else None


def _all_different(judge_ids: list[UUID]) -> None:
    if len(set(judge_ids)) != len(judge_ids):
        raise ma.ValidationError([FieldError("duplicate", _l("同一位评委只能选择一次。"))])


SOME_JUDGES = (ma.validate.Length(1, 200, error=_l("请选择 1 至 200 位评委。")), _all_different)


class AssignSchema(Schema):
    """Which entry goes to which judges."""

    entry_id = fields.UUID(required=True)
    judge_ids = fields.List(fields.UUID(), required=True, validate=SOME_JUDGES)


class BalanceSchema(Schema):
    """How many judges each entry needs, and who may be chosen (all judges unless named)."""

    per_entry = fields.Integer(required=True, strict=True, validate=Between(1, 50))
    judge_ids = fields.List(fields.UUID(), load_default=None, allow_none=True, validate=SOME_JUDGES)


class ReasonSchema(Schema):
    """Why an organizer does this; kept in the audit record."""

    reason = Text(required=True, validate=Length(1, 500))


class JudgeSchema(Schema):
    """A judge."""

    id = fields.UUID(attribute="account_id")
    name = fields.String()


class EntryNameSchema(Schema):
    """Enough to recognise an entry."""

    id = fields.UUID()
    number = fields.String()
    title = fields.String()


class SheetColumns(Schema):
    """What a list of assignments tells about their sheets."""

    sheet_state = fields.Function(_state, metadata={"type": "string"})
    total = fields.Function(_total, metadata={"type": ["string", "null"]})


class AssignmentRowSchema(SheetColumns):
    """An assignment as an organizer sees it."""

    id = fields.UUID()
    stage = fields.String(attribute="stage_key")
    entry = fields.Nested(EntryNameSchema)
    judge = fields.Nested(JudgeSchema)
    made_at = fields.AwareDateTime()


class AssignmentRowsSchema(Schema):
    """Assignments."""

    items = fields.List(fields.Nested(AssignmentRowSchema))
    next = fields.String(allow_none=True, dump_default=None)


class ShortageSchema(Schema):
    """An entry with fewer judges than wanted, and why."""

    entry = fields.Nested(EntryNameSchema)
    wanted = fields.Integer()
    assigned = fields.Integer()
    reason = fields.String(metadata={"description": "`conflicts` or `too-few-judges`"})
    message = fields.Function(lambda one: str(WHY_SHORT[one.reason]), metadata={"type": "string"})


WHY_SHORT: Mapping[str, Any] = {
    "conflicts": _l("部分评委应当回避，可评审的评委不足。"),
    "too-few-judges": _l("评委人数少于每个项目所需人数。"),
}


class BalancedSchema(Schema):
    """What balancing did."""

    items = fields.List(fields.Nested(AssignmentRowSchema), attribute="made")
    short = fields.List(fields.Nested(ShortageSchema))


class SheetCountSchema(Schema):
    """Sheets: assigned, begun, handed in."""

    assigned = fields.Integer(attribute="count.assigned")
    drafts = fields.Integer(attribute="count.drafts")
    submitted = fields.Integer(attribute="count.submitted")


class CountedEntrySchema(SheetCountSchema):
    """An entry with its count."""

    id = fields.UUID(attribute="entry.id")
    number = fields.String(attribute="entry.number")
    version = fields.Integer(attribute="entry.version")
    title = fields.String(attribute="entry.title")
    track = fields.String(attribute="entry.track")
    group = fields.String(attribute="entry.group")
    submitted_at = fields.AwareDateTime(allow_none=True, attribute="entry.submitted_at")


class CountedEntriesSchema(Schema):
    """Entries with their counts."""

    items = fields.List(fields.Nested(CountedEntrySchema))
    next = fields.String(allow_none=True, dump_default=None)


class CountedJudgeSchema(SheetCountSchema):
    """A judge with the count."""

    id = fields.UUID(attribute="judge.account_id")
    name = fields.String(attribute="judge.name")


class JudgesQuery(PageSchema):
    """Which judges."""

    edition = Trimmed(load_default="", metadata={"description": "Only those who may judge in this edition."})


class JudgesSchema(Schema):
    """Judges."""

    items = fields.List(fields.Nested(JudgeSchema))
    next = fields.String(allow_none=True, dump_default=None)


class ProgressSchema(Schema):
    """How far a stage is."""

    stage = fields.String(attribute="stage.key")
    closes_at = fields.AwareDateTime(attribute="stage.closes_at")
    total = fields.Nested(SheetCountSchema, attribute="whole")
    judges = fields.List(fields.Nested(CountedJudgeSchema))
    entries = fields.List(fields.Nested(CountedEntrySchema))
