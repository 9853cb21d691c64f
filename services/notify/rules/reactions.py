"""The one table of who is told what. Read it top to bottom to know everything notify says."""

from collections.abc import Mapping
from dataclasses import replace

from flask_babel import lazy_gettext as _l

from contracts.entry_forms import EntryFormChanged, FormPublished
from contracts.events import Event
from contracts.gateway import ComplaintReceived, DeviceFirstSeen, ExportReady, SafeguardChanged
from contracts.judging import (
    AssignmentMade,
    AssignmentRemoved,
    JudgeDatesMoved,
    JudgeRecused,
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
from contracts.timetable import DatesMoved, TeamDatesMoved
from services.notify.rules.asking import ASKING
from services.notify.rules.audiences import (
    ADVISORS,
    COORDINATORS,
    EDITION,
    EVENT,
    JUDGE,
    LEADER,
    MEMBERS,
    ORGANIZERS,
    PERSON,
)
from services.notify.rules.models import Reaction, Telling, Way
from services.notify.rules.results import RESULTS
from services.notify.rules.screening import SCREENING
from services.notify.rules.teams import TEAMS


def _entry(title: str, template: str, *, place: str = "") -> Reaction:
    """Told to the team, and to organizers once a day; the leader's letter leads to `place`, if one is named."""
    return Reaction(
        title=title,
        activity=template,
        place="entry",
        scope=EDITION,
        about="leader_id",
        matter="entry",
        told=(
            Telling(to=LEADER, template=f"{template}.leader", place=place),
            Telling(to=MEMBERS, template=f"{template}.team"),
            Telling(to=ADVISORS, template=f"{template}.team"),
            Telling(to=ORGANIZERS, template=template, way=Way.DAILY),
        ),
    )


def _signup(title: str, template: str) -> Reaction:
    return Reaction(
        title=title,
        activity=template,
        place="activity",
        scope=EVENT,
        about="account_id",
        matter="signup",
        told=(
            Telling(to=PERSON, template=f"{template}.volunteer", place="own signups"),
            Telling(to=ORGANIZERS, template=template, way=Way.DAILY),
        ),
    )


def _changed_for(title: str, template: str) -> Reaction:
    """What an organizer's change means to one volunteer; the feed has one line about the whole change."""
    told = (Telling(to=PERSON, template=f"{template}.volunteer"),)
    return Reaction(title=title, activity="", place="own signups", scope=EVENT, about="account_id", told=told)


def _changed(title: str, template: str) -> Reaction:
    told = (Telling(to=COORDINATORS, template=template),)
    return Reaction(title=title, activity=template, place="roster", scope=EVENT, told=told)


REACTIONS: Mapping[type[Event], Reaction] = {
    EntrySubmitted: replace(_entry(_l("提交项目"), "entry.submitted", place="receipt"), unless="request_id"),
    EntryWithdrawn: _entry(_l("撤回项目"), "entry.withdrawn"),
    EntryUnfinished: Reaction(
        title=_l("项目尚未提交"),
        activity="",
        place="entry",
        scope=EDITION,
        about="leader_id",
        told=(Telling(to=LEADER, template="entry.unfinished.leader"),),
    ),
    EntryFileInfected: Reaction(
        title=_l("附件带有恶意程序"),
        activity="entry-file.infected",
        place="entry",
        scope=EDITION,
        told=(
            Telling(to=LEADER, template="entry-file.infected.leader"),
            Telling(to=ORGANIZERS, template="entry-file.infected"),
        ),
    ),
    **TEAMS,
    **SCREENING,
    **RESULTS,
    **ASKING,
    DatesMoved: Reaction(title=_l("赛程调整"), activity="dates.moved", place="dates", scope=EDITION),
    TeamDatesMoved: Reaction(
        title=_l("参赛赛程调整"),
        activity="",
        place="own entries",
        scope=EDITION,
        about="leader_id",
        told=(Telling(to=LEADER, template="dates.moved.leader"),),
    ),
    FormPublished: Reaction(title=_l("参赛表单新版"), activity="form.published", place="form", scope=EDITION),
    EntryFormChanged: Reaction(
        title=_l("参赛表单调整"),
        activity="",
        place="entry",
        scope=EDITION,
        about="leader_id",
        told=(Telling(to=LEADER, template="entry-form.changed.leader"),),
    ),
    JudgeDatesMoved: Reaction(
        title=_l("评审时间调整"),
        activity="",
        place="own sheets",
        scope=EDITION,
        about="judge_id",
        told=(Telling(to=JUDGE, template="dates.moved.judge"),),
    ),
    SignupConfirmed: _signup(_l("志愿报名"), "signup.confirmed"),
    SignupWaitlisted: _signup(_l("志愿候补"), "signup.waitlisted"),
    SignupPromoted: _signup(_l("候补递补"), "signup.promoted"),
    SignupCancelled: _signup(_l("取消志愿报名"), "signup.cancelled"),
    ShiftChanged: _changed_for(_l("班次变动"), "shift.changed"),
    ShiftCancelled: _changed_for(_l("班次取消"), "shift.cancelled"),
    SignupSetBack: _changed_for(_l("转为候补"), "signup.set-back"),
    OutreachEventChanged: _changed(_l("活动变动"), "outreach-event.changed"),
    OutreachEventCancelled: _changed(_l("活动取消"), "outreach-event.cancelled"),
    ArticlePublished: Reaction(title=_l("发布文章"), activity="article.published", place="article"),
    AssignmentMade: Reaction(
        title=_l("评审任务"),
        activity="assignment.made",
        place="assignments of a stage",
        scope=EDITION,
        about="judge_id",
        told=(Telling(to=JUDGE, template="assignment.made.judge", place="sheet"),),
    ),
    AssignmentRemoved: Reaction(
        title=_l("取消评审任务"),
        activity="assignment.removed",
        place="assignment",
        scope=EDITION,
        about="judge_id",
        told=(Telling(to=JUDGE, template="assignment.removed.judge", place="own sheets"),),
    ),
    SheetSubmitted: Reaction(
        title=_l("提交评分表"),
        activity="sheet.submitted",
        place="ranking",
        scope=EDITION,
        about="judge_id",
        told=(
            Telling(to=JUDGE, template="sheet.submitted.judge", place="sheet", way=Way.APP),
            Telling(to=ORGANIZERS, template="sheet.submitted", way=Way.DAILY),
        ),
    ),
    SheetReturned: Reaction(
        title=_l("退回评分表"),
        activity="sheet.returned",
        place="assignment",
        scope=EDITION,
        about="judge_id",
        told=(Telling(to=JUDGE, template="sheet.returned.judge", place="sheet"),),
    ),
    SheetOutdated: Reaction(
        title=_l("项目有新版本"),
        activity="",
        place="assignment",
        scope=EDITION,
        about="judge_id",
        told=(Telling(to=JUDGE, template="sheet.outdated.judge", place="sheet"),),
    ),
    SheetsVoided: Reaction(
        title=_l("评分表作废"),
        activity="sheets.voided",
        place="assignments of an entry",
        scope=EDITION,
        told=(Telling(to=ORGANIZERS, template="sheets.voided"),),
    ),
    JudgeRecused: Reaction(
        title=_l("评委回避"),
        activity="judge.recused",
        place="assignments of an entry",
        scope=EDITION,
        about="judge_id",
        told=(Telling(to=ORGANIZERS, template="judge.recused"),),
    ),
    ComplaintReceived: Reaction(
        title=_l("投诉举报"),
        activity="complaint.received",
        place="complaint",
        told=(Telling(to=ORGANIZERS, template="complaint.received"),),
    ),
    DeviceFirstSeen: Reaction(
        title=_l("新设备登录"),
        activity="",
        place="signed-in devices",
        told=(Telling(to=PERSON, template="device.first-seen"),),
    ),
    SafeguardChanged: Reaction(
        title=_l("账号安全"),
        activity="",
        place="account",
        told=(Telling(to=PERSON, template="safeguard.changed"),),
    ),
    ExportReady: Reaction(
        title=_l("个人数据导出"),
        activity="",
        place="own data",
        about="account_id",
        told=(Telling(to=PERSON, template="export.ready.person"),),
    ),
    DeliveryFailed: Reaction(
        title=_l("通知未送达"),
        activity="delivery.failed",
        place="delivery",
        about="account_id",
        told=(Telling(to=ORGANIZERS, template="delivery.failed", way=Way.DAILY),),
    ),
}
"""What did not arrive is told at once by the desk and in the app, never by mail of its own: a broken mail server would
write to itself for ever."""
