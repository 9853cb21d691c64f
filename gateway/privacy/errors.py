"""Why an export or the end of an account is refused."""

from datetime import timedelta

from flask_babel import lazy_gettext as _l

from chassis.http.errors import Problem


class ExportRunning(Problem):
    status = 409
    code = "export-running"
    title = _l("正在汇集")
    detail = _l("上一次申请还在汇集，完成后会通知您，请稍候。")


class TooManyExports(Problem):
    status = 429
    code = "too-many-exports"
    title = _l("今天的申请次数已用完")
    detail = _l("每24小时最多申请 %(most)s 次。请明天再试，或下载已经汇集好的文件。")

    def __init__(self, most: int, left: timedelta) -> None:
        super().__init__(most=most)
        self.headers = {"Retry-After": str(left // timedelta(seconds=1) + 1)}


class ExportGone(Problem):
    status = 410
    code = "export-gone"
    title = _l("文件已删除")
    detail = _l("汇集好的文件只保留有限的天数。请重新申请。")


class NotSure(Problem):
    status = 422
    code = "not-sure"
    title = _l("还没有确认")
    detail = _l("注销后不能恢复。请先阅读说明并勾选确认。")


class LastOrganizer(Problem):
    status = 409
    code = "last-organizer"
    title = _l("还不能注销")
    detail = _l("没有另一位组委会成员或平台管理员的任期与您同样长。请先把角色交给另一位，再注销账号。")
