"""Other rules under which the same sheets can be looked at, for comparison: nothing follows from it."""

from collections.abc import Mapping
from dataclasses import replace

from flask_babel import lazy_gettext as _l

from services.judging.aggregation.centres import MEDIAN
from services.judging.aggregation.rule import CRITERIA, RANK_SUM, STANDARD, Method, Rule
from services.judging.rules.models import Rubric
from services.judging.rules.schemas import ENOUGH

METHODS: Mapping[str, Method] = {
    "mean": Method(),
    "median": Method(MEDIAN),
    "trimmed": Method(drop=1, drop_from=ENOUGH),
    "criterion-wise": Method(of=CRITERIA, drop=1, drop_from=ENOUGH),
    "places": Method(RANK_SUM),
    "standard": Method(STANDARD, least=ENOUGH),
}
"""By the names under which they are asked for."""
NAMES = {
    "mean": _l("总分直接求平均"),
    "median": _l("总分取中位数"),
    "trimmed": _l("满 5 份去掉一个最高、一个最低后求平均"),
    "criterion-wise": _l("满 5 份逐项去掉一个最高、一个最低后求平均，再相加"),
    "places": _l("名次之和"),
    "standard": _l("校正评委宽严后求平均（标准分）"),
}
"""What people read."""


def others(rubric: Rubric) -> list[dict[str, str]]:
    """What the rubric's own rule can be compared with, by name."""
    own = rubric.rule.panels[0].method
    return [{"key": key, "name": str(NAMES[key])} for key, method in METHODS.items() if method != own]


def under(rule: Rule, name: str) -> Rule:
    """The rule with another way to bring figures together; ties and rounding stay."""
    return replace(rule, panels=tuple(replace(panel, method=METHODS[name]) for panel in rule.panels))
