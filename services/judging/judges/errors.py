"""Why somebody who is to be a judge is asked to wait."""

from flask_babel import lazy_gettext as _l

from chassis.http.errors import Problem


class JudgeUnknown(Problem):
    status = 409
    code = "judge-unknown"
    title = _l("评委身份尚未生效")
    detail = _l("您刚刚被聘为评委，系统正在登记，通常几秒即可完成。请稍候重试，您填写的内容会保留。")
