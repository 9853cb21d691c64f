"""The sentences that show how a place came about, so that anybody can add it up again."""

from collections.abc import Sequence

from flask_babel import get_locale
from flask_babel import gettext as _

from services.judging.results.ranking import CRITERION, SHARED, SUM, Line
from services.judging.rules.models import Rubric
from services.judging.rules.points import places, plain


def working(line: Line) -> str:
    """Such as 「去掉最高 95、最低 85，(92.5+88+90)÷3=90.17」, in the reader's language."""
    if line.score is None:
        return str(_("尚无已提交的评分表，暂不排名。"))
    terms = "+".join(plain(sheet.total) for sheet in line.counted)
    sum_up = f"({terms})÷{len(line.counted)}={places(line.score)}"
    if line.highest is None or line.lowest is None:
        return sum_up
    dropped = {"highest": plain(line.highest.total), "lowest": plain(line.lowest.total)}
    return str(_("去掉最高 %(highest)s、最低 %(lowest)s，%(sum_up)s", sum_up=sum_up, **dropped))


def tie_text(line: Line, rubric: Rubric) -> str | None:
    """How this entry was parted from others of equal score, with the figure that decided."""
    if line.tie_rule is None:
        return None
    if line.tie_rule == SHARED:
        return str(_("同分规则均未分出先后，名次并列。"))
    if line.tie_rule == SUM:
        shown = _per_sheet([sheet.total for sheet in line.sheets])
        return str(_("得分相同，按全部有效评分的平均比较：%(mean)s", mean=shown))
    key = line.tie_rule.removeprefix(CRITERION)
    facts = {"name": _name(rubric, key), "mean": _per_sheet([sheet.marks[key] for sheet in line.sheets])}
    return str(_("得分和全部有效评分均相同，按“%(name)s”的平均比较：%(mean)s", **facts))


def _per_sheet(figures: Sequence[int]) -> str:
    """What entries with unequal numbers of sheets are compared by, to be worked out again: `450÷5`."""
    return f"{plain(sum(figures))}÷{len(figures)}"


def _name(rubric: Rubric, key: str) -> str:
    criterion = next(one for one in rubric.criteria if one.key == key)
    return criterion.name_en if criterion.name_en and str(get_locale()).startswith("en") else criterion.name
