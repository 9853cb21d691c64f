"""Why a series cannot be made, or an event of it stays as it is."""

from flask_babel import lazy_gettext as _l

from chassis.http.errors import Problem


class NoFirstDay(Problem):
    status = 409
    code = "no-first-day"
    title = _l("还没有班次日期")
    detail = _l("请先填写这个活动的班次和日期，再增加其他场次。")


class SeriesFull(Problem):
    status = 409
    code = "series-full"
    title = _l("场次太多")
    detail = _l("一个系列最多 %(most)d 场。请减少日期，或另建一个活动。")


class AlreadyBegun(Problem):
    status = 409
    code = "already-begun"
    title = _l("活动已经开始")
    detail = _l("已有班次开始，请单独修改这一场。")
