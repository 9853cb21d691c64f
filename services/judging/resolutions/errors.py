"""Why a resolution is not proposed, or not decided."""

from flask_babel import lazy_gettext as _l

from chassis.http.errors import NotFound, Problem


class UnknownResolution(NotFound):
    code = "unknown-resolution"
    detail = _l("没有这项决定。")


class ResolutionPending(Problem):
    status = 409
    code = "resolution-pending"
    title = _l("已有一项同类决定等待确认")
    detail = _l("本阶段已有一项同类决定正在等待另一位工作人员确认。请先确认、退回或撤回它，再提出新的。")


class OwnResolution(Problem):
    status = 403
    code = "own-resolution"
    title = _l("须由另一位工作人员确认")
    detail = _l("提出和确认不能是同一人。请由另一位组委会工作人员登录后确认；您可以撤回自己提出的决定。")


class ForeignResolution(Problem):
    status = 403
    code = "foreign-resolution"
    title = _l("只能撤回自己提出的决定")
    detail = _l("这项决定由别人提出。如不同意，请写明理由退回。")


class ResolutionOutdated(Problem):
    status = 409
    code = "resolution-outdated"
    title = _l("提出之后情况有变化")
    detail = _l("提出之后，它所依据的评分、项目或名单有变化，不能按原内容确认。请退回或撤回，核对后重新提出。")
