"""Why a signup is refused."""

from flask_babel import lazy_gettext as _l

from chassis.http.errors import Problem


class ShiftStarted(Problem):
    status = 409
    code = "shift-started"
    title = _l("班次已经开始")
    detail = _l("班次开始后不能再报名或取消。如有变动，请与现场带队联系人联系。")


class ShiftCalledOff(Problem):
    status = 409
    code = "shift-called-off"
    title = _l("班次已取消")
    detail = _l("该班次已由组委会取消，不再接受报名。请选择其他班次。")


class ShiftOverlap(Problem):
    status = 409
    code = "shift-overlap"
    title = _l("与已报班次时间冲突")
    detail = _l("您已报名“%(event)s”的“%(post)s”，两个班次时间重叠。如需更换，请先取消原班次。")


class ShiftTooClose(Problem):
    status = 409
    code = "shift-too-close"
    title = _l("与已报班次间隔过短")
    detail = _l(
        "您已报名“%(event)s”的“%(post)s”，两处地点不同，之间至少需间隔 %(minutes)d 分钟。如需更换，请先取消原班次。"
    )
