"""Shapes of stages and criteria over HTTP."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import marshmallow as ma
from flask_babel import lazy_gettext as _l
from marshmallow import fields

from chassis.http.schemas import Between, FieldError, Length, Schema, Text, Trimmed
from services.judging.rubrics import points
from services.judging.rubrics.models import KEY

FULL = 100
"""What the weights of a stage add up to."""
DEFAULT_TIE_BREAKERS = ("innovation", "practicality")
"""Criteria that decide between equals where the organizer names none: 创新性, then 落地成效."""
HOW_MANY = ma.validate.Length(1, 30, error=_l("评分项应为 1 至 30 项。"))
NOT_KEY = _l("请使用 1 至 40 个小写字母、数字、连字符或下划线，以字母或数字开头。")


def _refuse(code: str, sentence: Any, field: str, **facts: Any) -> ma.ValidationError:
    return ma.ValidationError([FieldError(code, sentence, **facts)], field)


class Key(Trimmed):
    """A short name used in addresses."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        text = super()._deserialize(value, attr, data, **kwargs)
        if not KEY.fullmatch(text):
            raise ma.ValidationError([FieldError("key", NOT_KEY)])
        return text


class Points(fields.Field[int]):
    """Points, written as text such as "12.5", kept as hundredths."""

    def _serialize(self, value: int | None, attr: str | None, obj: Any, **kwargs: Any) -> str | None:
        return None if value is None else points.plain(value)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> int:
        try:
            return points.read(value)
        except ValueError as error:
            raise ma.ValidationError([FieldError("not-a-number", _l("请填写数字，例如 12.5。"))]) from error


def _sensible(value: datetime) -> None:
    """Dates near the ends of the calendar cannot be moved between time zones."""
    if not 2000 <= value.year <= 2100:
        raise ma.ValidationError([FieldError("date-range", _l("日期应在 2000 年至 2100 年之间。"))])


class CriterionSchema(Schema):
    """One criterion; its highest mark equals its weight."""

    key = Key(required=True)
    name = Trimmed(required=True, validate=Length(1, 50))
    name_en = Trimmed(load_default="", validate=Length(0, 100))
    hint = Text(load_default="", validate=Length(0, 300))
    hint_en = Text(load_default="", validate=Length(0, 600))
    weight = fields.Integer(required=True, strict=True, validate=Between(1, FULL))
    highest = Points(dump_only=True, data_key="max")


class StageSchema(Schema):
    """A stage with its window and rubric."""

    key = fields.String(dump_only=True)
    name = Trimmed(required=True, validate=Length(1, 50))
    name_en = Trimmed(load_default="", validate=Length(0, 100))
    edition = Trimmed(required=True, validate=Length(1, 100))
    opens_at = fields.AwareDateTime(required=True, validate=_sensible)
    closes_at = fields.AwareDateTime(required=True, validate=_sensible)
    criteria = fields.List(fields.Nested(CriterionSchema), required=True, validate=HOW_MANY)
    step = Points(load_default=50)
    drop_from = fields.Integer(load_default=5, strict=True, validate=Between(3, 99))
    tie_breakers = fields.List(fields.String(), load_default=None)
    comment_below = Points(load_default=6000)
    comment_above = Points(load_default=9500)
    spread_limit = Points(load_default=2000)
    frozen = fields.Boolean(dump_only=True)

    @ma.validates_schema
    def adds_up(self, given: Mapping[str, Any], **_: Any) -> None:
        """The window has a length, the weights total 100, keys are unique, the step reaches every highest mark."""
        if given["closes_at"] <= given["opens_at"]:
            raise _refuse("window", _l("截止时间应晚于开始时间。"), "closes_at")
        total = sum(item["weight"] for item in given["criteria"])
        if total != FULL:
            raise _refuse("weights", _l("各项分值之和应为 100，现为 %(total)d。"), "criteria", total=total)
        keys = [item["key"] for item in given["criteria"]]
        if len(set(keys)) != len(keys):
            raise _refuse("duplicate", _l("评分项的标识不能重复。"), "criteria")
        if not given["step"] or 100 % given["step"]:
            raise _refuse("step", _l("步长应能整除 1 分，例如 0.5。"), "step")
        chosen = given["tie_breakers"] or []
        if not set(chosen) <= set(keys) or len(set(chosen)) != len(chosen):
            raise _refuse("tie-breakers", _l("同分规则只能引用本阶段的评分项，且不能重复。"), "tie_breakers")

    @ma.post_load
    def choose_tie_breakers(self, given: dict[str, Any], **_: Any) -> dict[str, Any]:
        """Fill in the usual order where none was named."""
        keys = {item["key"] for item in given["criteria"]}
        if given["tie_breakers"] is None:
            given["tie_breakers"] = [key for key in DEFAULT_TIE_BREAKERS if key in keys]
        return given


class StagesSchema(Schema):
    """A list of stages."""

    items = fields.List(fields.Nested(StageSchema))
    next = fields.String(allow_none=True, dump_default=None)
