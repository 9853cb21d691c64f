"""Why an edition cannot be shown."""

from flask_babel import lazy_gettext as _l

from chassis.http.errors import NotFound


class NoEdition(NotFound):
    code = "no-edition"
    title = _l("目前没有开放的赛事")
    detail = _l("赛事通知发布后即可报名，请留意首页公告。")
