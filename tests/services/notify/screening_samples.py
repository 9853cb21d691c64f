"""One event of every type about the screening of an entry."""

from datetime import datetime, timedelta
from typing import Any

from chassis.storage import ids
from contracts.change_requests import ChangedField
from contracts.events import Event
from contracts.screening import CorrectionAsked, CorrectionDue, EntryScreened, Finding, RefusalAnswered

_FINDING = Finding(text="承诺书已签字盖章", text_en="The undertaking is signed", reason="未盖章，请盖章后重新上传。")
_FIELDS = (ChangedField(label="项目简介", label_en="Summary"),)
_TOLD: dict[str, Any] = {"member_ids": (ids.new_id(),), "advisor_ids": (ids.new_id(),), "findings": (_FINDING,)}


def of(entry: dict[str, Any], now: datetime) -> dict[type[Event], dict[str, Any]]:
    """What the events say about an entry, `entry` being what all events about it do."""
    later, number = now + timedelta(days=3), {"number": "XM5G04-0001"}
    told = {"turn": 3, "outcome": "refused", "message": "", "reply_due_at": later, "screened_at": now}
    return {
        CorrectionAsked: entry | _TOLD | {"fields": _FIELDS, "message": "其余内容无误。", "due_at": later},
        CorrectionDue: entry | {"member_ids": (ids.new_id(),), "due_at": later},
        EntryScreened: entry | _TOLD | number | told,
        RefusalAnswered: entry | number,
    }
