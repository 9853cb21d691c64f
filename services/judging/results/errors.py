"""Why a result is not sealed or not changed."""

from flask_babel import lazy_gettext as _l

from chassis.http.errors import NotFound, Problem
from services.judging.editions.errors import OutsideWindow


class UnknownResult(NotFound):
    code = "unknown-result"
    detail = _l("没有这一版成绩。")


class StageStillOpen(OutsideWindow):
    code = "stage-still-open"
    title = _l("评审尚未截止")
    detail = _l("评审截止之后才能封存成绩。如需提前截止，请先在赛程时间中调整本阶段的截止时间。")


class AlreadySealed(Problem):
    status = 409
    code = "already-sealed"
    title = _l("本阶段成绩已经封存")
    detail = _l("封存后的成绩只能以新版本更正，请在成绩页提出更正。")


class NotSealed(Problem):
    status = 409
    code = "not-sealed"
    title = _l("本阶段成绩尚未封存")
    detail = _l("请先在成绩页提出封存，由另一位工作人员确认。")


class NothingToRank(Problem):
    status = 409
    code = "nothing-to-rank"
    title = _l("没有可以封存的成绩")
    detail = _l("本阶段还没有已提交的评分表，没有名次可以封存。")


class NothingDiffers(Problem):
    status = 409
    code = "nothing-differs"
    title = _l("没有需要更正的内容")
    detail = _l("按现有评分表和项目计算，与现行成绩完全一致。请选择要作废的评分表或要取消资格的项目。")
