"""Why a signup or a change of an outreach event is refused."""

from flask_babel import lazy_gettext as _l

from chassis.http.errors import Problem


class ShiftStarted(Problem):
    status = 409
    code = "shift-started"
    title = _l("班次已经开始")
    detail = _l("班次开始后不能再报名或取消。如有变动，请与现场带队联系人联系。")


class ShiftOverlap(Problem):
    status = 409
    code = "shift-overlap"
    title = _l("与已报班次时间冲突")
    detail = _l("您已报名“%(event)s”的“%(post)s”，两个班次时间重叠。如需更换，请先取消原班次。")


class ShiftTooClose(Problem):
    status = 409
    code = "shift-too-close"
    title = _l("与已报班次间隔过短")
    detail = _l("您已报名“%(event)s”的“%(post)s”，两处地点不同，之间至少需间隔 %(minutes)d 分钟。")


class ShiftInUse(Problem):
    status = 409
    code = "shift-in-use"
    title = _l("班次已有人报名")
    detail = _l("“%(post)s”已有 %(count)d 人报名，不能删除。请先与志愿者联系并取消其报名。")


class CapacityBelowConfirmed(Problem):
    status = 409
    code = "capacity-below-confirmed"
    title = _l("名额少于已录用人数")
    detail = _l("“%(post)s”已录用 %(confirmed)d 人，名额不能少于此数。")
