"""Why there is no ranking."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from chassis.http.errors import Problem
from services.judging.aggregation.refusals import ALL_ALIKE, APART, TOO_FEW, UNEVEN, Inapplicable

NAMED = 5
"""Judges named at most."""
SENTENCES: Mapping[str, Any] = {
    TOO_FEW: _l("这些评委提交的评分表太少，看不出宽严，不能校正：%(judges)s。"),
    ALL_ALIKE: _l("这些评委给出的总分全部相同，不能校正：%(judges)s。"),
    APART: _l("这些评委与其他评委之间没有通过共同评过的项目关联起来，分数不能相互比较：%(judges)s。"),
    UNEVEN: _l("按名次之和计算，每位评委都要评过全部项目；这些评委没有评全：%(judges)s。"),
}


class RuleNotApplicable(Problem):
    status = 409
    code = "rule-not-applicable"
    title = _l("现在还不能按这个规则排名")
    detail = _l("%(why)s评分表交齐后再看，或在排名页换一种算法对照。")


def told(refused: Inapplicable, names: Mapping[str, str]) -> str:
    """Why the rule cannot be used, with the judges it fails for by name."""
    named = _("、").join(names[judge] for judge in refused.judges[:NAMED])
    if len(refused.judges) > NAMED:
        named = str(_("%(names)s等 %(count)d 位", names=named, count=len(refused.judges)))
    return str(SENTENCES[refused.reason]) % {"judges": named}
