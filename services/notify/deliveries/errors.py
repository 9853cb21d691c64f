"""Refusals of deliveries."""

from flask_babel import lazy_gettext as _l

from chassis.http.errors import NotFound, Problem


class DeliveryNotFound(NotFound):
    """No delivery has this id."""

    code = "delivery-not-found"
    title = _l("没有找到这条发送记录")
    detail = _l("请返回发送记录列表查看。")


class NotRepeatable(Problem):
    """The delivery is under way, or has arrived."""

    status = 409
    code = "delivery-not-repeatable"
    title = _l("不能重新发送")
    detail = _l("只有未送达、结果不明、已过期或已处理的通知可以重新发送。请刷新页面查看最新状态。")


class NotOpen(Problem):
    """Nothing about the delivery waits for anybody."""

    status = 409
    code = "delivery-not-open"
    title = _l("不需要处理")
    detail = _l("这条通知已经送达、正在发送或已有人处理。请刷新页面查看最新状态。")
