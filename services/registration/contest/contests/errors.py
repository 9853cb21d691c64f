"""Why a contest cannot be called so."""

from flask_babel import lazy_gettext as _l

from chassis.http.errors import Problem


class NameTaken(Problem):
    status = 409
    code = "name-taken"
    title = _l("已有这个名称的大赛")
    detail = _l("“%(name)s”已经存在。请换一个名称，或直接使用已有的大赛。")
