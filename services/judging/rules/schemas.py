"""Shapes of stages, rubrics and criteria over HTTP."""

from collections.abc import Mapping
from typing import Any

import marshmallow as ma
from flask_babel import lazy_gettext as _l
from marshmallow import fields

from chassis.http.fields import Count, Key, refuse_repeated, wrong
from chassis.http.schemas import Between, FieldError, Length, Schema, Text, Trimmed
from services.judging.aggregation.centres import MEAN, MEDIAN, SUM
from services.judging.aggregation.exactness import HALF_EVEN, HALF_UP, HUNDREDTHS, UNROUNDED
from services.judging.aggregation.rule import AVERAGE, CRITERIA, MIDDLE, RANK_SUM, STANDARD, TOTALS
from services.judging.rules import points
from services.judging.rules.models import ADVANCED, NO_TIES, PASSED

DEFAULT_TIE_BREAKERS = ("innovation", "practicality")
"""Criteria that decide between equals where the organizer names none: 创新性, then 落地成效."""
SHARES = {"comment_below": 60, "comment_above": 95, "spread_limit": 20}
"""Percent of the highest total that these limits are, unless the organizer says otherwise."""
MOST = 100_000
"""Hundredths: no criterion has more points, nor a higher mark."""
METHODS = (MEAN, MEDIAN, SUM, RANK_SUM, STANDARD)
"""Ways to bring the judges' figures together, by their names."""
DROPPING = (MEAN, SUM)
"""Methods in which extremes may be dropped."""
ENOUGH = 5
"""Sheets from which extremes are dropped, or a judge's severity is known, unless the organizer says otherwise."""
STEP = _l("步长应能整除打分满分，例如 0.5。")
SOME = _l("应大于 0，不超过 %(most)s 分。")
BEYOND_FULL = _l("应在 0 至 %(most)s 分之间。")
DROPS_ALL = _l("去掉之后至少要剩 1 份，应不少于 %(least)d。")


def divides(step: int | None, highest: int) -> bool:
    """Whether marks of this step reach the highest mark, all in hundredths."""
    return bool(step) and highest % (step or 1) == 0


def normal(given: Mapping[str, Any]) -> dict[str, Any]:
    """The same rules, written in the one way they are stored: what nothing depends on stands as usual."""
    facts = dict(given)
    if facts["method"] in (RANK_SUM, STANDARD):
        facts["basis"] = TOTALS
    if facts["method"] not in DROPPING:
        facts["drop_each"] = 0
    if not facts["drop_each"]:
        facts["drop_from"] = ENOUGH
    if facts["method"] != STANDARD:
        facts["least_sheets"] = ENOUGH
    if facts["rounding"] == UNROUNDED:
        facts["places"] = HUNDREDTHS
    return facts


def _some(value: int) -> None:
    if not 0 < value <= MOST:
        raise ma.ValidationError([FieldError("out-of-range", SOME, most=points.plain(MOST))])


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
    """One criterion. Marks go from 0 to `max` by `step`; `weight` is what the highest mark brings to the total."""

    key = Key(required=True)
    name = Trimmed(required=True, validate=Length(1, 50))
    name_en = Trimmed(load_default="", validate=Length(0, 100))
    hint = Text(load_default="", validate=Length(0, 300))
    hint_en = Text(load_default="", validate=Length(0, 600))
    levels = Text(
        load_default="", validate=Length(0, 600), metadata={"description": "What which marks mean, by lines."}
    )
    levels_en = Text(load_default="", validate=Length(0, 1200))
    weight = Points(required=True, validate=_some)
    highest = Points(load_default=None, validate=_some, data_key="max")
    step = Points(load_default=None, validate=_some, metadata={"description": "The rubric's, unless given."})


class RubricSchema(Schema):
    """What is written of a stage: by what marks are given, and how they become a ranking."""

    criteria = fields.List(fields.Nested(CriterionSchema), required=True, validate=Count(1, 30))
    step = Points(load_default=50)
    admits = fields.String(load_default=PASSED, validate=ma.validate.OneOf((PASSED, ADVANCED)))
    method = fields.String(load_default=MEAN, validate=ma.validate.OneOf(METHODS))
    basis = fields.String(load_default=TOTALS, validate=ma.validate.OneOf((TOTALS, CRITERIA)))
    drop_each = fields.Integer(load_default=1, strict=True, validate=Between(0, 3))
    drop_from = fields.Integer(load_default=ENOUGH, strict=True, validate=Between(3, 99))
    least_sheets = fields.Integer(load_default=ENOUGH, strict=True, validate=Between(2, 99))
    tie_first = fields.String(load_default=AVERAGE, validate=ma.validate.OneOf((AVERAGE, MIDDLE, NO_TIES)))
    tie_breakers = fields.List(fields.String(), load_default=None)
    rounding = fields.String(load_default=HALF_UP, validate=ma.validate.OneOf((HALF_UP, HALF_EVEN, UNROUNDED)))
    places = fields.Integer(load_default=HUNDREDTHS, strict=True, validate=Between(0, 4))
    comment_below = Points(load_default=None)
    comment_above = Points(load_default=None)
    spread_limit = Points(load_default=None)

    @ma.validates_schema
    def adds_up(self, given: Mapping[str, Any], **_: Any) -> None:
        """Keys are unique, steps reach every highest mark, no limit lies beyond the highest total."""
        refuse_repeated(given["criteria"], "criteria")
        for item in given["criteria"]:
            own = item["step"]
            if not divides(given["step"] if own is None else own, item["highest"] or item["weight"]):
                raise wrong("step", STEP, "step" if own is None else "criteria")
        full = sum(item["weight"] for item in given["criteria"])
        for name in SHARES:
            if (given[name] or 0) > full:
                raise wrong("out-of-range", BEYOND_FULL, name, most=points.plain(full))
        if given["drop_from"] <= 2 * given["drop_each"]:
            raise wrong("out-of-range", DROPS_ALL, "drop_from", least=2 * given["drop_each"] + 1)
        chosen, keys = given["tie_breakers"] or [], {item["key"] for item in given["criteria"]}
        if not set(chosen) <= keys or len(set(chosen)) != len(chosen):
            raise wrong("tie-breakers", _l("同分规则只能引用本阶段的评分项，且不能重复。"), "tie_breakers")

    @ma.post_load
    def fill_in(self, given: dict[str, Any], **_: Any) -> dict[str, Any]:
        """What was left out is as usual."""
        for item in given["criteria"]:
            item["highest"] = item["weight"] if item["highest"] is None else item["highest"]
            item["step"] = given["step"] if item["step"] is None else item["step"]
        full = sum(item["weight"] for item in given["criteria"])
        for name, percent in SHARES.items():
            given[name] = full * percent // 100 if given[name] is None else given[name]
        if given["tie_breakers"] is None:
            keys = {item["key"] for item in given["criteria"]}
            given["tie_breakers"] = [key for key in DEFAULT_TIE_BREAKERS if key in keys]
        return normal(given)


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
    full = Points(dump_only=True, metadata={"description": "The highest total."})
    digest = fields.String(dump_only=True, metadata={"description": "SHA-256 of everything that is frozen."})


class StagesSchema(Schema):
    """A list of stages."""

    items = fields.List(fields.Nested(StageSchema))
    next = fields.String(allow_none=True, dump_default=None)
