"""Shapes of stages, rubrics and criteria over HTTP."""

from collections.abc import Mapping
from typing import Any

import marshmallow as ma
from flask_babel import lazy_gettext as _l
from marshmallow import fields

from chassis.http.fields import Count, Key, refuse_repeated, wrong
from chassis.http.schemas import Between, FieldError, Length, Schema, Text, Trimmed
from services.judging.rules import points

FULL = 100
"""What the weights of a rubric add up to."""
DEFAULT_TIE_BREAKERS = ("innovation", "practicality")
"""Criteria that decide between equals where the organizer names none: 创新性, then 落地成效."""
WEIGHTS = _l("各项分值之和应为 100，现为 %(total)d。")
STEP = _l("步长应能整除 1 分，例如 0.5。")


def divides(step: int | None) -> bool:
    """Whether marks of this step, in hundredths, reach every whole point."""
    return bool(step) and 100 % (step or 1) == 0


def _within_total(value: int) -> None:
    if value > FULL * 100:
        raise ma.ValidationError([FieldError("out-of-range", _l("应在 0 至 %(most)d 分之间。"), most=FULL)])


class Points(fields.Field[int]):
    """Points, written as text such as "12.5", kept as hundredths."""

    def _serialize(self, value: int | None, attr: str | None, obj: Any, **kwargs: Any) -> str | None:
        return None if value is None else points.plain(value)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> int:
        try:
            return points.read(value)
        except ValueError as error:
            sentence = _l("请填写 0 以上的数字，最多两位小数，例如 12.5。")
            raise ma.ValidationError([FieldError("not-a-number", sentence)]) from error


class CriterionSchema(Schema):
    """One criterion; its highest mark equals its weight."""

    key = Key(required=True)
    name = Trimmed(required=True, validate=Length(1, 50))
    name_en = Trimmed(load_default="", validate=Length(0, 100))
    hint = Text(load_default="", validate=Length(0, 300))
    hint_en = Text(load_default="", validate=Length(0, 600))
    weight = fields.Integer(required=True, strict=True, validate=Between(1, FULL))
    highest = Points(dump_only=True, data_key="max")


class RubricSchema(Schema):
    """What is written of a stage: by what marks are given, and how they become a ranking."""

    criteria = fields.List(fields.Nested(CriterionSchema), required=True, validate=Count(1, 30))
    step = Points(load_default=50)
    drop_from = fields.Integer(load_default=5, strict=True, validate=Between(3, 99))
    tie_breakers = fields.List(fields.String(), load_default=None)
    comment_below = Points(load_default=6000, validate=_within_total)
    comment_above = Points(load_default=9500, validate=_within_total)
    spread_limit = Points(load_default=2000, validate=_within_total)

    @ma.validates_schema
    def adds_up(self, given: Mapping[str, Any], **_: Any) -> None:
        """The weights total 100, keys are unique, the step reaches every highest mark."""
        total = sum(item["weight"] for item in given["criteria"])
        if total != FULL:
            raise wrong("weights", WEIGHTS, "criteria", total=total)
        refuse_repeated(given["criteria"], "criteria")
        if not divides(given["step"]):
            raise wrong("step", STEP, "step")
        chosen, keys = given["tie_breakers"] or [], {item["key"] for item in given["criteria"]}
        if not set(chosen) <= keys or len(set(chosen)) != len(chosen):
            raise wrong("tie-breakers", _l("同分规则只能引用本阶段的评分项，且不能重复。"), "tie_breakers")

    @ma.post_load
    def choose_tie_breakers(self, given: dict[str, Any], **_: Any) -> dict[str, Any]:
        """Fill in the usual order where none was named."""
        keys = {item["key"] for item in given["criteria"]}
        if given["tie_breakers"] is None:
            given["tie_breakers"] = [key for key in DEFAULT_TIE_BREAKERS if key in keys]
        return given


class StageNameSchema(Schema):
    """Which stage it is, and its window."""

    edition = fields.String()
    key = fields.String(attribute="stage_key")
    name = fields.String(attribute="stage.name")
    name_en = fields.String(attribute="stage.name_en")
    opens_at = fields.AwareDateTime(attribute="stage.opens_at")
    closes_at = fields.AwareDateTime(attribute="stage.closes_at", metadata={"description": "Exclusive end."})
    phase = fields.String(attribute="stage.phase", metadata={"description": "upcoming, open or closed"})


class StageSchema(RubricSchema, StageNameSchema):
    """A stage of an edition with its rubric."""

    frozen = fields.Boolean(dump_only=True)


class StagesSchema(Schema):
    """A list of stages."""

    items = fields.List(fields.Nested(StageSchema))
    next = fields.String(allow_none=True, dump_default=None)
