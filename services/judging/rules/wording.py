"""The whole rule of a rubric in plain words, for judges and organizers."""

from flask_babel import gettext as _

from services.judging.aggregation.centres import MEAN, MEDIAN, SUM
from services.judging.aggregation.exactness import HALF_EVEN, UNROUNDED
from services.judging.aggregation.rule import AVERAGE, CRITERIA, CRITERION, MIDDLE, RANK_SUM, Rule
from services.judging.editions.names import spoken
from services.judging.rules.models import ADVANCED, Criterion, Rubric
from services.judging.rules.points import plain


def sentences(rubric: Rubric) -> list[str]:
    """The rule, a sentence for each thing it says, in the reader's language."""
    rule = rubric.rule
    [panel] = rule.panels
    method = panel.method
    found = [str(_("本阶段只评审已晋级的项目。"))] if rubric.admits == ADVANCED else []
    found += [_scale(rubric), _method(method.name, method.of, method.least)]
    if method.drop:
        found.append(_dropping(method.of, method.drop, method.drop_from))
    return [*found, _rounding(rule), _ties(rubric, rule), _comments(rubric), _spread(rubric)]


def name_of(criterion: Criterion) -> str:
    """What the criterion is called in the reader's language."""
    return spoken(criterion.name, criterion.name_en)


def _scale(rubric: Rubric) -> str:
    facts = {"count": len(rubric.written), "full": plain(rubric.full)}
    if all(one.weight == one.highest for one in rubric.criteria):
        return str(_("评分表共 %(count)d 项，总分 %(full)s 分，为各项得分之和。", **facts))
    return str(_("评分表共 %(count)d 项，总分 %(full)s 分：各项得分按“分值÷打分满分”折算后相加。", **facts))


def _method(name: str, of: str, least: int) -> str:
    single = of == CRITERIA
    if name == MEAN:
        return str(
            _("项目得分：先求每个评分项各评委得分的平均，再折算、相加。")
            if single
            else _("项目得分为各评委总分的平均。")
        )
    if name == MEDIAN:
        return str(
            _("项目得分：先求每个评分项各评委得分的中位数，再折算、相加。")
            if single
            else _("项目得分为各评委总分的中位数。")
        )
    if name == SUM:
        return str(
            _("项目得分：先求每个评分项各评委得分之和，再折算、相加。") if single else _("项目得分为各评委总分之和。")
        )
    if name == RANK_SUM:
        places = _(
            "每位评委评过的项目按总分从高到低排名次，总分相同的取平均名次；项目得分为各评委名次之和，数值小的在前。"
        )
        everyone = _("每位评委都评过全部项目，才能这样计算。")
        return f"{places}{everyone}"
    corrected = _("先按每位评委的平均分和标准差校正宽严，再求各评委校正后总分的平均。")
    guard = _(
        "每位评委至少评 %(least)d 份、分数不全相同，且评委之间通过共同评过的项目相互关联，才能这样计算。", least=least
    )
    return f"{corrected}{guard}"


def _dropping(of: str, each: int, least: int) -> str:
    facts = {"each": each, "least": least}
    if of == CRITERIA:
        return str(
            _(
                "有效评分表满 %(least)d 份的，每项各去掉 %(each)d 个最高分和 %(each)d 个最低分；不满的全部计入。",
                **facts,
            )
        )
    return str(_("有效评分表满 %(least)d 份的，去掉 %(each)d 个最高分和 %(each)d 个最低分；不满的全部计入。", **facts))


def _rounding(rule: Rule) -> str:
    places = rule.rounding.places
    if rule.rounding.way == UNROUNDED:
        return str(_("得分不取舍，按精确数值排名。"))
    if rule.rounding.way == HALF_EVEN:
        return str(_("得分只在最后取舍一次：四舍六入五成双，保留 %(places)d 位小数，按公布的得分排名。", places=places))
    return str(_("得分只在最后取舍一次：四舍五入，保留 %(places)d 位小数，按公布的得分排名。", places=places))


def tie_name(rubric: Rubric, tie: str) -> str:
    """What a rule between equals compares."""
    if tie == AVERAGE:
        return str(_("全部有效评分的平均"))
    if tie == MIDDLE:
        return str(_("全部有效评分的中位数"))
    key = tie.removeprefix(CRITERION)
    return str(_("“%(name)s”的平均", name=next(name_of(one) for one in rubric.criteria if one.key == key)))


def _ties(rubric: Rubric, rule: Rule) -> str:
    if not rule.ties:
        return str(_("得分相同的，名次并列。"))
    chain = _("、").join(tie_name(rubric, tie) for tie in rule.ties)
    return str(_("得分相同的，依次比较：%(chain)s，高的在前；仍相同的，名次并列。", chain=chain))


def _comments(rubric: Rubric) -> str:
    limits = {"below": plain(rubric.comment_below), "above": plain(rubric.comment_above)}
    return str(_("总分低于 %(below)s 分或高于 %(above)s 分的，评委须写评语。", **limits))


def _spread(rubric: Rubric) -> str:
    limit = plain(rubric.spread_limit)
    return str(_("同一项目各评委总分相差达到 %(limit)s 分的，提示复核，不改变得分。", limit=limit))
