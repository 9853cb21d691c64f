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


class MailAway(Problem):
    """The mail server did not take the message. Not a 503: this part is well and must not be left alone for it."""

    status = 424
    code = "mail-away"
    title = _l("邮件没有发出")
    detail = _l("邮件服务器暂时没有应答，邮件没有发出。请几分钟后再试；仍不成功时，请联系组委会。")


class TextMessagesAway(Problem):
    """The sender of text messages did not take the message."""

    status = 424
    code = "text-messages-away"
    title = _l("短信没有发出")
    detail = _l("短信平台暂时没有应答，短信没有发出。请几分钟后再试；仍不成功时，请联系组委会。")


class NotTaken(Problem):
    """The other side refused this address or number for good."""

    status = 424
    code = "message-not-taken"
    title = _l("没有发出")
    detail = _l("对方服务器拒收了发往该地址的消息。请核对邮箱或手机号后重新填写。")
