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
    detail = _l("只有未送达、结果不明或已过期的邮件可以重新发送。")
