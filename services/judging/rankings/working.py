"""The sentences that show how a place came about, so that anybody can add it up again."""

from collections.abc import Sequence
from fractions import Fraction

from flask_babel import gettext as _

from services.judging.aggregation.centres import MEAN, MEDIAN, Kept
from services.judging.aggregation.exactness import HUNDREDTHS, UNROUNDED, Exact, Rounding
from services.judging.aggregation.ranking import SHARED, Line
from services.judging.aggregation.rule import AVERAGE, CRITERION, MIDDLE, Rule
from services.judging.aggregation.scores import Scorer, Step
from services.judging.rules.models import Rubric
from services.judging.rules.points import plain
from services.judging.rules.wording import name_of, tie_name

LONGEST = 6
"""Decimals up to which a number that ends is written out; others are written as fractions."""


def exact(value: Exact) -> str:
    """Hundredths as points, exactly: `88`, `92.5`; what does not end in a few decimals as a fraction, `265/3`."""
    if isinstance(value, int):
        return plain(value)
    points = value / 100
    scaled = points * 10**LONGEST
    if scaled.denominator != 1:
        return f"{points.numerator}/{points.denominator}"
    whole, rest = divmod(int(scaled), 10**LONGEST)
    return f"{whole}.{rest:0{LONGEST}}".rstrip("0").removesuffix(".")


def published(score: Exact, rounding: Rounding) -> str:
    """A score as it is published: `90.17`; exactly where the rule does not round."""
    if rounding.way == UNROUNDED:
        return exact(score)
    units = int(score * Fraction(10) ** (rounding.places - HUNDREDTHS))
    whole, rest = divmod(units, 10**rounding.places)
    return f"{whole}.{rest:0{rounding.places}}" if rounding.places else str(whole)


class Working:
    """Puts the working of a rubric's entries into words, by the rule that they were ranked by."""

    def __init__(self, rubric: Rubric, rule: Rule) -> None:
        self._rubric, self._rule = rubric, rule
        self._scorer = Scorer(rule, ())
        self._names = {one.key: name_of(one) for one in rubric.criteria}

    def steps(self, line: Line) -> list[str]:
        """Such as 「去掉最高 95、最低 85，(92.5+88+90)÷3=90.17」; criterion by criterion, then the sum."""
        if line.worked is None or line.score is None:
            return [str(_("尚无已提交的评分表，暂不排名。"))]
        score = published(line.score, self._rule.rounding)
        steps = line.worked.steps
        if len(steps) == 1 and not steps[0].criterion:
            return [f"{_dropped(steps[0].kept)}{self._brought_together(steps[0])}={score}"]
        weighed = "+".join(exact(step.result * step.worth) for step in steps)
        return [*(self._step(step) for step in steps), f"{weighed}={score}"]

    def tie(self, line: Line) -> str | None:
        """How this entry was parted from others of equal score, with the figure that decided."""
        if line.tie_rule is None:
            return None
        if line.tie_rule == SHARED:
            return str(_("同分规则均未分出先后，名次并列。") if self._rule.ties else _("得分相同，名次并列。"))
        facts = {"what": tie_name(self._rubric, line.tie_rule), "figure": self._tie_figure(line)}
        return str(_("得分相同，由%(what)s分出先后：%(figure)s", **facts))

    def _tie_figure(self, line: Line) -> str:
        """What entries of equal score are compared by, to be worked out again: `450÷5`."""
        if line.tie_rule in (AVERAGE, MIDDLE):
            figures: Sequence[Exact] = self._scorer.totals_of(line.sheets)
        else:
            key = (line.tie_rule or "").removeprefix(CRITERION)
            figures = [sheet.marks[key] for sheet in line.sheets]
        return _middle(figures) if line.tie_rule == MIDDLE else f"{exact(sum(figures))}÷{len(figures)}"

    def _step(self, step: Step) -> str:
        found = f"{self._names[step.criterion]}{_('：')}{_dropped(step.kept)}{self._brought_together(step)}"
        found += f"={exact(step.result)}"
        if step.worth != 1:
            found += f"，×{step.worth}={exact(step.result * step.worth)}"
        return found

    def _brought_together(self, step: Step) -> str:
        [panel] = self._rule.panels
        figures = [figure.value for figure in step.kept.counted]
        if panel.method.centre == MEDIAN:
            return _middle(figures)
        terms = "+".join(map(exact, figures))
        return f"({terms})÷{len(figures)}" if panel.method.centre == MEAN else terms


def _middle(figures: Sequence[Exact]) -> str:
    listed = _("、").join(map(exact, sorted(figures)))
    return str(_("中位数（%(figures)s）", figures=listed))


def _dropped(kept: Kept) -> str:
    if not kept.highest:
        return ""
    facts = {
        name: _("、").join(exact(figure.value) for figure in figures)
        for name, figures in (("highest", kept.highest), ("lowest", kept.lowest))
    }
    return str(_("去掉最高 %(highest)s、最低 %(lowest)s，", **facts))
