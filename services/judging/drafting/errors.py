"""Why a draft of a rubric refuses."""

from flask_babel import lazy_gettext as _l

from chassis.http.errors import Problem


class AlreadyBegun(Problem):
    status = 409
    code = "already-begun"
    title = _l("已经有人开始编写")
    detail = _l("这个阶段的评分细则已有草稿，没有被覆盖。请查看草稿后再决定是否改用别的内容。")
