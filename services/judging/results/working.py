"""The sentence that shows how a score came about, so that anybody can add it up again."""

from flask_babel import gettext as _

from services.judging.results.ranking import CRITERION, SHARED, SUM, Line
from services.judging.rubrics.models import Stage
from services.judging.rubrics.points import places, plain


def working(line: Line) -> str:
    """Such as 「去掉最高 95、最低 85，(92.5+88+90)÷3=90.17」, in the reader's language."""
    if line.score is None:
        return _("尚无已提交的评分表，暂不排名。")
    terms = "+".join(plain(sheet.total) for sheet in line.counted)
    sum_up = f"({terms})÷{len(line.counted)}={places(line.score)}"
    if line.highest is None or line.lowest is None:
        return sum_up
    return _(
        "去掉最高 %(highest)s、最低 %(lowest)s，%(sum_up)s",
        highest=plain(line.highest.total),
        lowest=plain(line.lowest.total),
        sum_up=sum_up,
    )


def tie_text(line: Line, stage: Stage, *, english: bool) -> str | None:
    """How this entry was parted from others of equal score, with the figure that decided."""
    sheets = line.candidate.sheets
    if line.tie_rule is None:
        return None
    if line.tie_rule == SHARED:
        return _("同分规则均未分出先后，名次并列。")
    if line.tie_rule == SUM:
        total = sum(sheet.total for sheet in sheets)
        return _("得分相同，比较不去分的总和：%(sum)s（%(count)d 张）", sum=plain(total), count=len(sheets))
    key = line.tie_rule.removeprefix(CRITERION)
    criterion = next(one for one in stage.criteria if one.key == key)
    name = criterion.name_en if english and criterion.name_en else criterion.name
    marks = sum(sheet.marks[key] for sheet in sheets)
    return _(
        "得分和总和均相同，比较“%(name)s”：%(sum)s（%(count)d 张）", name=name, sum=plain(marks), count=len(sheets)
    )
