"""Where an edition stands for the public: what is awaited, for how long, and what one can do now."""

from dataclasses import dataclass
from datetime import datetime

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from markupsafe import escape

from chassis.http import auth
from contracts.roles import LEADER
from gateway.clients.registration.edition_parts import Stage
from gateway.clients.registration.editions import Edition
from gateway.editions.lookup import open_editions
from gateway.editions.subject import address_in, in_preview
from gateway.shell.display import named
from gateway.shell.timelines import DONE, NEXT, NOW, stage_state
from gateway.shell.times import DAYS, HOURS, passed, remaining
from gateway.shell.whole_dates import deadline, moment

BEFORE, DURING, AFTER, OVER = "before", "during", "after", "over"
"""Teams may not enter yet, may enter, may no longer; every stage has ended."""


@dataclass(frozen=True)
class Phase:
    """What a card says of an edition now."""

    key: str
    word: str
    """Where it stands: 报名进行中."""
    label: str
    """What the number counts: 距报名截止."""
    count: int
    """The number itself; 0 where nothing is counted."""
    unit: str
    date: str
    at: datetime | None
    """The moment that `date` writes."""
    action: str
    address: str
    """What one can do now, and where."""


def is_over(edition: Edition) -> bool:
    """Whether every stage of it has ended."""
    return all(stage_state(stage) == DONE for stage in edition.stages)


def phase_of(edition: Edition, won: int = 0) -> Phase:
    """Where the edition stands now. `won`: how many entries won in it, as far as that is public."""
    if not passed(edition.opens_at):
        said = (BEFORE, str(_("即将开始")), str(_("距报名开始")))
        return _counted(said, edition.opens_at, moment(edition.opens_at), *_about(edition))
    if not passed(edition.closes_at):
        said = (DURING, str(_("报名进行中")), str(_("距报名截止")))
        if not _may_enter():
            return _counted(said, edition.closes_at, deadline(edition.closes_at), *_about(edition))
        return _counted(said, edition.closes_at, deadline(edition.closes_at), str(_("开始报名")), _start(edition))
    return _later(edition) or _over(edition, won)


def _start(edition: Edition) -> str:
    """Where entering begins; within a preview there is nothing to enter."""
    if in_preview():
        return address_in(edition, "enter.show")
    return url_for("entries.start", edition=edition.slug if len(open_editions()) > 1 else None)


def _about(edition: Edition) -> tuple[str, str]:
    return str(_("报名须知")), address_in(edition, "enter.show")


def _may_enter() -> bool:
    """Whether the person looking is led to entering: strangers and team leaders; others would be refused."""
    person = auth.identity()
    return in_preview() or not person.known or person.has(LEADER)


def _later(edition: Edition) -> Phase | None:
    """Between the deadline and the end: the stage that goes on, or the one that comes next."""
    going_on = [stage for stage in edition.stages if stage_state(stage) == NOW]
    if going_on:
        stage = min(going_on, key=lambda one: one.closes_at)
        said = (AFTER, str(_("%(stage)s进行中", stage=named(stage))), str(_("距%(stage)s结束", stage=named(stage))))
        return _counted(said, stage.closes_at, deadline(stage.closes_at), *_shown_in(stage, edition))
    coming = [stage for stage in edition.stages if stage_state(stage) == NEXT]
    if not coming:
        return None
    stage = min(coming, key=lambda one: one.opens_at)
    said = (AFTER, str(_("报名已截止")), str(_("距%(stage)s开始", stage=named(stage))))
    return _counted(said, stage.opens_at, moment(stage.opens_at), *_timetable(edition))


def _shown_in(stage: Stage, edition: Edition) -> tuple[str, str]:
    """What to look at while a stage goes on."""
    if stage.kind == "notice":
        return str(_("查看公示")), url_for("announcements.listing")
    return _timetable(edition)


def _timetable(edition: Edition) -> tuple[str, str]:
    return str(_("查看赛程")), address_in(edition, "timetable.show")


def _over(edition: Edition, won: int) -> Phase:
    ended = max(stage.closes_at for stage in edition.stages)
    date = escape(_("已于 %(date)s 结束")) % {"date": deadline(ended)}
    if not won:
        announced = str(_("公示公告")), url_for("announcements.listing")
        return Phase(OVER, str(_("本届已结束")), str(_("各阶段均已结束")), 0, "", date, ended, *announced)
    gallery = url_for("winners.listing", edition=edition.slug)
    unit = str(ngettext("项获奖", "项获奖", won))
    return Phase(OVER, str(_("本届已结束")), str(_("获奖作品")), won, unit, date, ended, str(_("看获奖作品")), gallery)


def _counted(said: tuple[str, str, str], at: datetime, date: str, action: str, address: str) -> Phase:
    count, unit = remaining(at)
    return Phase(*said, count, _word(unit, count), date, at, action, address)


def _word(unit: str, count: int) -> str:
    if unit == DAYS:
        return str(ngettext("天", "天", count))
    return str(ngettext("小时", "小时", count) if unit == HOURS else ngettext("分钟", "分钟", count))
