"""Why a rubric refuses."""

from flask_babel import lazy_gettext as _l

from chassis.http.errors import Problem


class RubricFrozen(Problem):
    status = 409
    code = "rubric-frozen"
    title = _l("评分细则已锁定")
    detail = _l("已有评委分配，评分细则不能再修改。阶段名称和起止时间请在赛事届次中调整。")
