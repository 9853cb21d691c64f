"""One event of every type that notify tells people of."""

from datetime import UTC, datetime, timedelta
from typing import Any

from chassis.storage import ids
from contracts.awards import AwardsAnnounced, GrantedAward
from contracts.entry_forms import EntryFormChanged, FormPublished, TouchedField
from contracts.events import Event
from contracts.gateway import ComplaintReceived, DeviceFirstSeen, ExportReady, SafeguardChanged
from contracts.judging import (
    AssignmentMade,
    AssignmentRemoved,
    JudgeDatesMoved,
    JudgeRecused,
    ResultSealed,
    SheetOutdated,
    SheetReturned,
    SheetSubmitted,
    SheetsVoided,
)
from contracts.notify import DeliveryFailed
from contracts.outreach import (
    OutreachEventCancelled,
    OutreachEventChanged,
    ShiftCancelled,
    ShiftChanged,
    SignupCancelled,
    SignupConfirmed,
    SignupPromoted,
    SignupSetBack,
    SignupWaitlisted,
)
from contracts.registration import ArticlePublished, EntryFileInfected, EntrySubmitted, EntryUnfinished, EntryWithdrawn
from contracts.resolutions import ResolutionDecided, ResolutionProposed
from contracts.shown import ShownFile
from contracts.teams import (
    EntryCommented,
    EntryDeleted,
    JointApplicantAnswered,
    TeamInvitationsUnanswered,
    TeamLeadChanged,
    TeamLeadDeclined,
    TeamLeaderLeft,
    TeamLeadOffered,
    TeamMemberConfirmed,
    TeamMemberDeclined,
    TeamMemberLeft,
    TeamMemberRemoved,
)
from contracts.timetable import DatesMoved, StageMove, TeamDatesMoved
from tests.services.notify import asking_samples as asking
from tests.services.notify import screening_samples as screening

NOW = datetime(2024, 11, 10, 8, 59, 58, tzinfo=UTC)
"""16:59:58 in Xiamen."""
FROM = "厦门市信息协会 <no-reply@xiia.example>"
"""Who letters of these tests come from."""
SHA256 = "0123456789abcdef" * 4
PAPER = ShownFile(
    file_id=ids.new_id(),
    slot="document",
    label="申报书",
    label_en="Entry document",
    type="pdf",
    size=1000,
    sha256=SHA256,
)
_ENTRY: dict[str, Any] = {
    "entry_id": ids.new_id(),
    "number": "XM5G04-0001",
    "title": "基于5G专网与机器视觉的卫浴陶瓷釉面缺陷在线检测",
}
_JUDGED = _ENTRY | {"assignment_id": ids.new_id(), "judge_id": ids.new_id(), "edition": "xm5g04"}
_STAGE = {"stage": "初赛（网评）", "stage_en": "Preliminary", "stage_key": "preliminary"}
_AWARD = GrantedAward(
    entry_id=ids.new_id(), number="XM5G04-0001", award="first", level=1, name="一等奖", name_en="First prize"
)
_STAGED = _STAGE | {"edition": "xm5g04"}
_DECIDED = _STAGED | {"resolution_id": ids.new_id(), "kind": "seal", "proposed_by": ids.new_id()}
_SIGNUP: dict[str, Any] = {
    "signup_id": ids.new_id(),
    "shift_id": ids.new_id(),
    "account_id": ids.new_id(),
    "volunteer": "示例乙",
    "event": "第二十届社会科学普及宣传周启动仪式",
    "post": "宣传讲解",
    "starts_at": datetime(2024, 11, 17, 0, 30, tzinfo=UTC),
    "event_slug": "science-week",
    "event_en": "Opening of the 20th Social Science Week",
    "post_en": "Explaining to visitors",
}
_EVENT = {name: _SIGNUP[name] for name in ("event_slug", "event", "event_en")}
_PLACE: dict[str, Any] = {
    "ends_at": datetime(2024, 11, 17, 3, 30, tzinfo=UTC),
    "place": "同安区苏颂公园",
    "place_en": "Su Song Park",
}
_EDITION: dict[str, Any] = {
    "edition": "xm5g04",
    "edition_name": "第四届厦门5G应用大赛",
    "edition_name_en": "4th Xiamen 5G Application Contest",
}
_DATES: dict[str, Any] = {
    **_EDITION,
    "moves": (
        StageMove(
            key="entry",
            name="报名与提交",
            name_en="Entry",
            opens_at=NOW,
            closes_at=NOW + timedelta(days=9),
            old_opens_at=NOW,
            old_closes_at=NOW + timedelta(days=6),
        ),
    ),
}
_ONE = {"account_id": ids.new_id()}
_TEAM = {"entry_id": ids.new_id(), "edition": "xm5g04", "title": "近海渡轮客流预警", "leader_id": ids.new_id()}
_SAMPLES: dict[type[Event], dict[str, Any]] = {
    ArticlePublished: {
        "article_id": ids.new_id(),
        "kind": "notice",
        "slug": "call",
        "title": "关于举办第四届厦门5G应用大赛的通知",
        "title_en": "",
        "published_at": NOW,
    },
    DatesMoved: _DATES | {"teams": 12},
    FormPublished: _EDITION | {"version": 2, "touched": 12},
    EntryFormChanged: _EDITION
    | {
        "entry_id": ids.new_id(),
        "leader_id": ids.new_id(),
        "title": "集装箱码头5G远控轮胎吊协同作业",
        "version": 2,
        "submitted": False,
        "fields": (
            TouchedField(label="项目简介", label_en="Summary", why="out-of-bounds"),
            TouchedField(label="联系电话", label_en="", why="demanded"),
        ),
    },
    TeamDatesMoved: _DATES | {"leader_id": ids.new_id()},
    JudgeDatesMoved: _DATES | {"judge_id": ids.new_id(), "unsubmitted": 3, "missed": 0},
    ComplaintReceived: {"complaint_id": ids.new_id(), "number": "TS241110-7K3PQ", "received_at": NOW},
    DeviceFirstSeen: {"account_id": ids.new_id(), "device": "Chrome · Windows", "at": NOW},
    SafeguardChanged: {"account_id": ids.new_id(), "what": "password-changed", "at": NOW},
    EntrySubmitted: _ENTRY
    | {
        "edition": "xm5g04",
        "version": 1,
        "track": "industry",
        "group": "practice",
        "organisation": "厦门示例科技有限公司",
        "leader_id": ids.new_id(),
        "member_ids": (),
        "advisor_ids": (),
        "shown": (),
        "files": (PAPER,),
        "submitted_at": NOW,
    },
    EntryWithdrawn: {
        "entry_id": _ENTRY["entry_id"],
        "number": _ENTRY["number"],
        "edition": "xm5g04",
        "leader_id": ids.new_id(),
        "member_ids": (),
        "advisor_ids": (),
        "withdrawn_at": NOW,
    },
    TeamMemberConfirmed: _TEAM | _ONE | {"role": "member"},
    TeamMemberDeclined: _TEAM | {"role": "advisor"},
    TeamMemberLeft: _TEAM | _ONE | {"role": "advisor"},
    TeamMemberRemoved: _TEAM | _ONE | {"role": "member", "reason": "改为参加另一项目。"},
    TeamInvitationsUnanswered: _TEAM | {"waiting": 2, "closes_at": NOW + timedelta(days=3)},
    EntryUnfinished: _TEAM | {"lacking": 2, "version": 0, "closes_at": NOW + timedelta(days=3)},
    EntryFileInfected: _TEAM | {"label": "申报书", "label_en": "Entry document"},
    JointApplicantAnswered: _TEAM | {"organisation": "示例面板研究院", "agrees": False},
    TeamLeadOffered: _TEAM | _ONE,
    TeamLeadDeclined: _TEAM | _ONE,
    TeamLeadChanged: _TEAM | {"former_id": ids.new_id()},
    EntryCommented: _TEAM | _ONE | {"reader_ids": (ids.new_id(),)},
    EntryDeleted: _TEAM | {"reader_ids": (ids.new_id(),)},
    **screening.of(_TEAM, NOW),
    **asking.of(_TEAM, NOW),
    SignupConfirmed: _SIGNUP | _PLACE,
    SignupWaitlisted: _SIGNUP | {"position": 3},
    SignupPromoted: _SIGNUP | _PLACE,
    SignupCancelled: _SIGNUP,
    SignupSetBack: _SIGNUP
    | _PLACE
    | {"kept_event": "走进兴隆社区", "kept_post": "问答主持", "kept_event_en": "Xinglong", "kept_post_en": "Quiz host"},
    ShiftChanged: _SIGNUP
    | _PLACE
    | {
        "waits": False,
        "old_post": "签到引导",
        "old_post_en": "Check-in",
        "old_starts_at": NOW + timedelta(days=5),
        "old_ends_at": NOW + timedelta(days=5, hours=3),
        "old_place": "湖里区兴隆社区广场",
        "old_place_en": "Xinglong Community Square",
    },
    ShiftCancelled: _SIGNUP | _PLACE | {"waits": True, "reason": "受台风影响，为安全起见取消。"},
    OutreachEventChanged: _EVENT | {"changed": 3, "cancelled": 0, "set_back": 1, "promoted": 2},
    OutreachEventCancelled: _EVENT | {"reason": "受台风影响，为安全起见取消。", "people": 12},
    AssignmentMade: _JUDGED | _STAGE | {"due_at": NOW + timedelta(days=9)},
    AssignmentRemoved: _JUDGED | {"reason": "评委申请回避"},
    SheetSubmitted: _JUDGED
    | _STAGE
    | {"sheet_id": ids.new_id(), "judge": "评委01", "submitted": 2, "assigned": 5, "submitted_at": NOW},
    SheetReturned: _JUDGED
    | _STAGE
    | {"sheet_id": ids.new_id(), "reason": "请核对落地成效的分数", "due_at": NOW + timedelta(days=9)},
    JudgeRecused: _JUDGED
    | _STAGE
    | {"judge": "评委01", "why": "declared", "sheet": "draft"}
    | {"replacement": "评委02", "replacement_id": ids.new_id(), "closed": False},
    SheetOutdated: _JUDGED | {"version": 2, "submitted": True, "due_at": NOW + timedelta(days=9)},
    TeamLeaderLeft: _ENTRY | {"edition": "xm5g04", "successor_ids": (ids.new_id(),)},
    SheetsVoided: _ENTRY | {"edition": "xm5g04", "begun": 3, "submitted": 2},
    ResolutionProposed: _DECIDED | {"reason": "评分表已全部提交。"},
    ResolutionDecided: _DECIDED | {"adopted": False, "answer": "还差一份评分表。", "decided_by": ids.new_id()},
    AwardsAnnounced: {"edition": "xm5g04", "version": 1, "announced_at": NOW, "awards": (_AWARD,)},
    ResultSealed: _STAGED | {"result_id": ids.new_id(), "version": 1, "sealed_at": NOW, "sha256": "0" * 64},
    ExportReady: {
        "export_id": ids.new_id(),
        "account_id": ids.new_id(),
        "expires_at": NOW + timedelta(days=7),
        "missing": ("judging",),
    },
    DeliveryFailed: {
        "delivery_id": ids.new_id(),
        "account_id": ids.new_id(),
        "channel": "email",
        "template": "entry.submitted",
        "reason": "550 no such user",
    },
}


def sample(kind: type[Event], **given: Any) -> Any:
    """An event of this type."""
    return kind(**_SAMPLES[kind] | given)
