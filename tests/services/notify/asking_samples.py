"""One event of every type about what teams ask of the office."""

from datetime import datetime
from typing import Any

from chassis.storage import ids
from contracts.change_requests import AdditionAnswered, ChangeDecided, ChangedField, ChangeRequested, DecidedRow
from contracts.events import Event
from contracts.questions import QuestionAnswered, QuestionAsked

_FIELDS = (ChangedField(label="项目简介", label_en="Summary"),)
_ROWS = (
    DecidedRow(label="项目简介", label_en="Summary", role="", approved=True, reason=""),
    DecidedRow(label="", label_en="", role="advisor", approved=False, reason="指导教师已有两位。"),
)


def of(entry: dict[str, Any], now: datetime) -> dict[type[Event], dict[str, Any]]:
    """What the events say about an entry, `entry` being what all events about it do."""
    change = entry | {"request_id": ids.new_id(), "number": "XM5G04-0001", "member_ids": (ids.new_id(),)}
    decided = {"advisor_ids": (ids.new_id(),), "approved": True, "message": "证明材料未盖章。", "version": 2}
    question = {"question_id": ids.new_id(), "subject_line": "承诺书可以用电子签章吗", "account_id": ids.new_id()}
    asked = {name: entry[name] for name in ("entry_id", "edition", "title")} | question
    return {
        ChangeRequested: change | {"fields": _FIELDS, "team": True, "asked_at": now},
        ChangeDecided: change | decided | {"rows": _ROWS, "decided_at": now},
        AdditionAnswered: entry | {"request_id": ids.new_id(), "role": "member", "agrees": True},
        QuestionAsked: asked | {"again": False, "asked_at": now},
        QuestionAnswered: entry | question | {"member_ids": (ids.new_id(),), "answered_at": now},
    }
