"""What can be wrong with a list of winners."""

from flask_babel import lazy_gettext as _l

from chassis.http.errors import Problem

UNKNOWN = {
    "track": ("unknown-track", _l("本届没有这个赛道。")),
    "group": ("unknown-group", _l("本届没有这个组别。")),
}
NO_PICTURE = ("unknown-picture", _l("没有这张图片。请先上传 JPG 或 PNG 图片，再选用。"))
"""The same for a picture that was not uploaded for these winners."""
"""Code and sentence for a key that the edition does not have."""


class StillRunning(Problem):
    """Nobody has won yet."""

    status = 409
    code = "edition-running"
    title = _l("这一届还没有结束")
    detail = _l("所有阶段结束后才能发布获奖名单。")
