"""Why a version is not there, or not to be had."""

from flask_babel import lazy_gettext as _l

from chassis.http.errors import NotFound, Problem


class NoVersion(NotFound):
    code = "no-version"
    title = _l("没有这个版本")
    detail = _l("项目没有第 %(version)d 次提交，请返回项目页查看。")


class NothingToDiscard(Problem):
    status = 409
    code = "nothing-to-discard"
    title = _l("没有未提交的修改")
    detail = _l("项目以已提交的内容为准。情况可能刚刚有变化，请返回项目页查看。")


class NotWithdrawn(Problem):
    status = 409
    code = "not-withdrawn"
    title = _l("项目没有撤回")
    detail = _l("只有已撤回的项目才能恢复提交。情况可能刚刚有变化，请返回项目页查看。")
