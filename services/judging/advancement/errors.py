"""Why nobody advances."""

from flask_babel import lazy_gettext as _l

from chassis.http.errors import Problem


class NotALaterStage(Problem):
    status = 409
    code = "not-a-later-stage"
    title = _l("不能晋级到这个阶段")
    detail = _l("请选择本届中排在后面、评审设置为“前一阶段晋级的项目”的评审阶段。")


class AdvancedAtWork(Problem):
    status = 409
    code = "advanced-at-work"
    title = _l("下一阶段已经分配评委")
    detail = _l("%(numbers)s 在下一阶段已经分配评委，不能移出晋级名单。请先取消这些分配，或保留这些项目。")
