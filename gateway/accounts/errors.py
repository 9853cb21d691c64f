"""Why an account or a sign-in is refused."""

from flask_babel import lazy_gettext as _l

from chassis.http.errors import Problem


class EmailTaken(Problem):
    status = 409
    code = "email-taken"
    title = _l("该邮箱已有账号")
    detail = _l("邮箱 %(email)s 已经登记过，请在人员列表中找到该账号，为其重新生成登录链接。")


class MobileTaken(Problem):
    status = 409
    code = "mobile-taken"
    title = _l("该手机号已有账号")
    detail = _l("手机号 %(mobile)s 已经登记过，请在人员列表中找到该账号，为其重新生成登录链接。")


class LinkUnknown(Problem):
    status = 404
    code = "link-unknown"
    title = _l("登录链接无效")
    detail = _l("请检查链接是否完整，也可以用验证码登录。")


class LinkUsed(Problem):
    status = 409
    code = "link-used"
    title = _l("登录链接已使用过")
    detail = _l("每个登录链接只能使用一次。请用验证码登录，或联系组委会重新获取链接。")


class LinkExpired(Problem):
    status = 409
    code = "link-expired"
    title = _l("登录链接已过期")
    detail = _l("请用验证码登录，或联系组委会重新获取链接。")


class TextUnknown(Problem):
    status = 404
    code = "consent-text-unknown"
    title = _l("没有这份文本")
    detail = _l("请检查链接，或从“隐私政策”页面重新进入。")


class TextChanged(Problem):
    """Another version came into force while the page was open."""

    status = 409
    code = "consent-text-changed"
    title = _l("文本已更新")
    detail = _l("您打开页面之后，“%(text)s”有了新版本。请阅读新版本后再次确认。")


class ConsentNeeded(Problem):
    status = 409
    code = "consent-needed"
    title = _l("这项同意不能单独撤回")
    detail = _l("没有这项同意，账号无法继续使用。如不再同意，请注销账号。")


class EndsInThePast(Problem):
    status = 422
    code = "ends-in-the-past"
    title = _l("截止日期已过")
    detail = _l("有效期应晚于现在，请重新选择日期；长期有效的请留空。")


class LastAdministrator(Problem):
    status = 409
    code = "last-administrator"
    title = _l("至少需要一位平台管理员")
    detail = _l("没有另一位平台管理员的任期同样长。请先把该角色授予另一位人员，再撤销或提前截止。")
