"""Why a stage of an edition refuses."""

from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from chassis.http.errors import NotFound, Problem
from chassis.words import moments


class UnknownStage(NotFound):
    code = "unknown-stage"
    detail = _l("没有这个评审阶段。")


class StageGone(Problem):
    status = 409
    code = "stage-gone"
    title = _l("届次中已没有这个评审阶段")
    detail = _l("评分细则和已有的评分表仍然保留，但不能再修改。如需继续评审，请在届次的赛程中恢复这个阶段。")


class OutsideWindow(Problem):
    """The stage is not open now."""

    status = 409

    def __init__(self, at: datetime) -> None:
        super().__init__(at=at.isoformat())
        self.at = at


class StageNotOpen(OutsideWindow):
    code = "stage-not-open"
    title = _l("评审尚未开始")

    @property
    def detail(self) -> Any:
        return _("评审将于%(when)s开始，届时即可评分。", when=moments.written(self.at, "moment"))


class StageClosed(OutsideWindow):
    code = "stage-closed"
    title = _l("评审已截止")

    @property
    def detail(self) -> Any:
        return _("评审已于%(when)s截止。如需补评，请联系组委会。", when=moments.deadline(self.at))


class ResultStands(OutsideWindow):
    """After the end nobody changes the ranking alone."""

    code = "result-stands"
    title = _l("评审已截止，不能由一人更改结果")

    @property
    def detail(self) -> Any:
        sentence = _l(
            "评审已于%(when)s截止，取消分配或退回评分表会改变排名。请在评分表页面写明理由提出，由另一位工作人员确认。"
        )
        return str(sentence) % {"when": moments.deadline(self.at)}
