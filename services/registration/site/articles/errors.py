"""Why an article cannot be saved, published or withdrawn."""

from flask_babel import lazy_gettext as _l

from chassis.http.errors import Problem


class AddressTaken(Problem):
    status = 409
    code = "address-taken"
    title = _l("地址标识已被使用")
    detail = _l("同类内容中已有标识“%(slug)s”，请换一个，或直接修改原有内容。")


class AlreadyPublic(Problem):
    status = 409
    code = "already-public"
    title = _l("内容已经公开")
    detail = _l("已公开的内容不能改为定时发布。请先撤回，或直接发布修改。")


class NotReleased(Problem):
    status = 409
    code = "not-released"
    title = _l("内容尚未发布")
    detail = _l("只有已发布或已定时的内容才能撤回。")


class MomentPassed(Problem):
    status = 422
    code = "moment-passed"
    title = _l("发布时间已过")
    detail = _l("定时发布的时间应晚于现在。如需马上公开，请选择立即发布。")
