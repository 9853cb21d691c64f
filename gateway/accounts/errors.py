"""Why an account or a sign-in is refused."""

from flask_babel import lazy_gettext as _l

from chassis.errors import Problem


class EmailTaken(Problem):
    status = 409
    code = "email-taken"
    title = _l("该邮箱已有账号")
    detail = _l("邮箱 %(email)s 已经登记过，请在人员列表中找到该账号，为其重新生成登录链接。")


class LinkUnknown(Problem):
    status = 404
    code = "link-unknown"
    title = _l("登录链接无效")
    detail = _l("请检查链接是否完整；如仍无法打开，请联系组委会重新获取。")


class LinkUsed(Problem):
    status = 409
    code = "link-used"
    title = _l("登录链接已使用过")
    detail = _l("每个登录链接只能使用一次。请联系组委会重新获取链接。")


class LinkExpired(Problem):
    status = 409
    code = "link-expired"
    title = _l("登录链接已过期")
    detail = _l("请联系组委会重新获取链接。")
