"""Why an invitation is refused."""

from flask_babel import lazy_gettext as _l

from chassis.http.errors import Problem


class InvitationUnknown(Problem):
    status = 404
    code = "invitation-unknown"
    title = _l("邀请链接无效")
    detail = _l("请检查链接是否完整；如仍无法打开，请联系邀请您的人重新发送。")


class InvitationOver(Problem):
    """It expired, was taken back, was used up, or who made it may no longer give the role."""

    status = 409
    code = "invitation-over"
    title = _l("邀请已失效")
    detail = _l("该邀请已过期、已撤回或已用完。请联系邀请您的人重新发送。")


class InvitationForAnother(Problem):
    status = 403
    code = "invitation-for-another"
    title = _l("该邀请发给了另一个邮箱")
    detail = _l("请用收到邀请的邮箱登录或注册后再接受。")
