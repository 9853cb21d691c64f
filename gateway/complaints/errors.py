"""Why a complaint cannot be taken in or found."""

from flask_babel import lazy_gettext as _l

from chassis.http.errors import NotFound
from gateway.credentials.limits import TooMany


class TooManyComplaints(TooMany):
    """As many came from one network as are taken in within an hour."""

    code = "too-many-complaints"
    title = _l("提交过于频繁")
    detail = _l("已填写的内容还在，请在 %(minutes)d 分钟后再次提交；紧急情况请直接拨打页面下方的电话。")


class ComplaintUnknown(NotFound):
    """No complaint has this receipt or id, or it was deleted after its time."""

    code = "complaint-unknown"
    title = _l("没有找到这份投诉举报")
    detail = _l("请检查回执链接是否完整。答复满保存期限后，记录会删除。")
