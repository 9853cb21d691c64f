"""Why an assignment is refused."""

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from chassis.http.errors import NotFound, Problem


class UnknownAssignment(NotFound):
    """There is none, or it is not for the caller to see: both read the same."""

    code = "unknown-assignment"
    detail = _l("没有这项评审任务，或任务已取消。")


class JudgesRefused(Problem):
    """Some of the chosen judges cannot be assigned; `judges` names them."""

    status = 409
    sentence: Any

    def __init__(self, judges: Sequence[str]) -> None:
        super().__init__(judges=list(judges))
        self.names = judges

    @property
    def detail(self) -> Any:
        sentence = str(self.sentence) % {"names": _("、").join(self.names)}
        return sentence.replace("%", "%%")


class ConflictOfInterest(JudgesRefused):
    code = "conflict-of-interest"
    title = _l("评委应当回避")
    sentence = _l("%(names)s与该项目有利害关系，不能评审。请改选其他评委。")


class AlreadyAssigned(JudgesRefused):
    code = "already-assigned"
    title = _l("已经分配")
    sentence = _l("%(names)s已在评审该项目，无需再次分配。")


class EntryNotInJudging(Problem):
    status = 409
    code = "entry-withdrawn"
    title = _l("项目不在评审中")
    detail = _l("项目%(number)s已撤回，不能分配评委。")


class EntryNotAdvanced(Problem):
    status = 409
    code = "entry-not-advanced"
    title = _l("项目没有晋级本阶段")
    detail = _l("%(number)s 不在本阶段的晋级名单中，不能分配评委。请先在前一阶段的成绩页确定晋级名单。")
