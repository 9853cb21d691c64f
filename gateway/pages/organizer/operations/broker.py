"""The broker between the parts, as organizers are told of it: what it does not take is late, and not lost."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from chassis.health import broker_state
from chassis.storage.broker_state import AWAY, BLOCKED, UNKNOWN
from gateway.shell.times import moment

_WORDS = {
    BLOCKED: _l("消息中转服务的内存或磁盘不足，暂时不接收事件。"),
    AWAY: _l("消息中转服务暂时连接不上。"),
    UNKNOWN: _l("没有进程在转发事件。"),
}


def trouble() -> str:
    """What is wrong with it, since when and what that means; empty where all is well."""
    found = broker_state()
    if found.state not in _WORDS:
        return ""
    since = _("从 %(since)s 开始。", since=moment(found.since)) if found.since else ""
    meaning = _("各部分之间的消息会延迟，已保存的内容不会丢失；请平台管理员尽快处理。")
    return f"{_WORDS[found.state]}{since}{meaning}"
