"""Refusals of direct messages."""

from flask_babel import lazy_gettext as _l

from chassis.http.errors import Problem


class Overloaded(Problem):
    """More messages wait than can be sent in time."""

    status = 503
    code = "sending-overloaded"
    title = _l("发送繁忙")
    detail = _l("当前发送量较大，请稍后再试。")
    headers = {"Retry-After": "10"}
