"""What the steps of a screening are called on its record."""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _l

from gateway.clients.screening import ScreeningRecord

ACTIONS: Mapping[str, Any] = {
    "take": _l("领取"),
    "hand over": _l("移交或分配"),
    "give back": _l("退回队列"),
    "pass": _l("通过"),
    "ask for a correction": _l("要求补正"),
    "propose refusal": _l("提出不通过"),
    "confirm": _l("确认不通过"),
    "send back": _l("退回提出人"),
    "correct": _l("提交补正（第 %(version)d 版）"),
    "hand in": _l("提交第 %(version)d 版，审查从头开始"),
    "withdraw": _l("撤回项目"),
    "lapse": _l("补正逾期"),
    "reply": _l("提交申辩"),
    "become final": _l("结论生效"),
    "reopen": _l("重新审查"),
}
"""What was done, as the record says it; some name the version."""


def done(record: ScreeningRecord) -> str:
    """What was done, in words."""
    return str(ACTIONS.get(record.action, record.action)) % {"version": record.version}
