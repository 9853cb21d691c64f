"""Why something about joint applicants is refused."""

from typing import Any

from flask_babel import lazy_gettext as _l

from chassis.http.errors import NotFound, Problem


class JointLinkUnknown(NotFound):
    code = "joint-link-unknown"
    title = _l("确认链接无效")
    detail = _l("链接可能不完整，或已换成新的。请联系发来链接的项目负责人重新发送。")


class JointLinkOver(Problem):
    status = 409
    code = "joint-link-over"
    title = _l("不能再确认")
    detail = _l("%(now)s如有疑问，请联系发来链接的项目负责人。")

    def __init__(self, now: Any) -> None:
        super().__init__(now=str(now))


class OwnEntryLed(Problem):
    """The leader cannot speak for a joint applicant."""

    status = 409
    code = "own-entry-led"
    title = _l("您是这个项目的负责人")
    detail = _l("联合申报须由该单位的人确认。请把链接转给对方，由对方登录后打开。")


class OwnTeam(Problem):
    """Nobody of the team can speak for a joint applicant."""

    status = 409
    code = "own-team"
    title = _l("您是这个项目的团队成员")
    detail = _l("联合申报须由该单位派团队以外的人确认。请由负责人把链接转给该单位。")


class ConfirmedOnline(Problem):
    status = 409
    code = "confirmed-online"
    title = _l("该单位已在网上确认")
    detail = _l("“%(name)s”已在网上确认，不再需要链接或联合申报函。")


class NoLink(Problem):
    status = 409
    code = "no-joint-link"
    title = _l("没有可用的确认链接")
    detail = _l("“%(name)s”现在没有等待确认的链接。请刷新页面，按最新的情况继续。")


class NoLetter(Problem):
    status = 409
    code = "no-letter"
    title = _l("没有这份联合申报函")
    detail = _l("文件可能已被删除。请刷新页面，重新选择或上传。")
