"""Refusals of channels."""

from flask_babel import lazy_gettext as _l

from chassis.http.errors import NotFound


class NotAnAddress(ValueError):
    """Text that is not exactly one e-mail address, or one that mail servers do not take."""


class MailNotFound(NotFound):
    """No e-mail file has this id."""

    code = "mail-not-found"
    title = _l("没有找到这封邮件")
    detail = _l("邮件可能已被清理。请返回邮件列表查看。")
