"""Refusals of the inbox."""

from flask_babel import lazy_gettext as _l

from chassis.http.errors import NotFound


class MessageNotFound(NotFound):
    """The caller has no message with this id; whether somebody else has is not said."""

    code = "message-not-found"
    title = _l("没有找到这条消息")
    detail = _l("请返回消息列表查看。")
