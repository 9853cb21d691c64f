"""Why a draft of an event cannot be deleted."""

from flask_babel import lazy_gettext as _l

from chassis.http.errors import Problem


class EventPublished(Problem):
    status = 409
    code = "event-published"
    title = _l("活动已经发布")
    detail = _l("已发布的活动不能删除。如不再举行，请取消活动，报名者会收到通知。")
