"""Why a plan of assignment is not made or not taken back."""

from flask_babel import lazy_gettext as _l

from chassis.http.errors import NotFound, Problem


class UnknownPlan(NotFound):
    code = "unknown-plan"
    detail = _l("没有这份分配方案，或已被新的方案取代。请回到评委分配页面重新预览。")


class PlanOutdated(Problem):
    status = 409
    code = "plan-outdated"
    title = _l("预览之后情况有变化")
    detail = _l("预览之后项目、评委、回避情况或已有分配有变化，方案没有执行。请按原来的设置重新预览，核对后再确认。")


class PlanBegun(Problem):
    status = 409
    code = "plan-begun"
    title = _l("已有评委开始评分")
    detail = _l("这份方案中已有评委开始评分，不能整体撤销。请在项目与评委列表中逐项取消或更换评委。")


class PlanFollowed(Problem):
    status = 409
    code = "plan-followed"
    title = _l("之后又执行过分配方案")
    detail = _l("在这份方案之后又执行过新的分配方案。请先撤销后一份方案。")
