"""Why a change of an outreach event is refused."""

from flask_babel import lazy_gettext as _l

from chassis.http.errors import Problem


class EventCalledOff(Problem):
    status = 409
    code = "event-called-off"
    title = _l("活动已取消")
    detail = _l("该活动已取消，报名者已收到通知，不能再修改。如需重新举办，请用新的标识发布新的活动。")


class EventBegun(Problem):
    status = 409
    code = "event-begun"
    title = _l("活动已经开始")
    detail = _l(
        "活动已有班次开始，地点和路程时间不能再改，活动也不能整体取消。可以取消尚未开始的班次，再用新的标识发布新的活动。"
    )


class ShiftBegun(Problem):
    status = 409
    code = "shift-begun"
    title = _l("班次已经开始")
    detail = _l("“%(post)s”已经开始或结束，时间不能再改，也不能删除。请保留原来的时间；如有变动，请在现场告知志愿者。")


class CapacityBelowConfirmed(Problem):
    status = 409
    code = "capacity-below-confirmed"
    title = _l("名额少于已录用人数")
    detail = _l(
        "“%(post)s”已录用 %(confirmed)d 人，名额不能少于此数。请先在名单中为不能到场的志愿者取消报名，再减少名额。"
    )
