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


@dataclass(frozen=True)
class Awaited:
    """What comes next of an edition, and how long until then: all that its words follow from as time passes."""

    key: str
    """A phase."""
    stage: str
    """The key of the stage that goes on or comes next, once teams may no longer enter."""
    at: datetime
    count: int
    unit: str


def awaited(edition: Edition) -> Awaited:
    """What comes next now; of an edition that is over, its end."""
    if not passed(edition.opens_at):
        return _until(BEFORE, edition.opens_at)
    if not passed(edition.closes_at):
        return _until(DURING, edition.closes_at)
    going_on = [stage for stage in edition.stages if stage_state(stage) == NOW]
    if going_on:
        stage = min(going_on, key=lambda one: one.closes_at)
        return _until(AFTER, stage.closes_at, stage.key)
    coming = [stage for stage in edition.stages if stage_state(stage) == NEXT]
    if coming:
        stage = min(coming, key=lambda one: one.opens_at)
        return _until(AFTER, stage.opens_at, stage.key)
    return _until(OVER, max(stage.closes_at for stage in edition.stages))


def _until(key: str, at: datetime, stage: str = "") -> Awaited:
    return Awaited(key, stage, at, *remaining(at))


def phase_of(edition: Edition, won: int = 0) -> Phase:
    """Where the edition stands now. `won`: how many entries won in it, as far as that is public."""
    found = awaited(edition)
    match found.key:
        case "before":
            said = (BEFORE, str(_("即将开始")), str(_("距报名开始")))
            return _counted(said, found, moment(found.at), *_about(edition))
        case "during":
            said = (DURING, str(_("报名进行中")), str(_("距报名截止")))
            way = (str(_("开始报名")), _start(edition)) if may_enter() else _about(edition)
            return _counted(said, found, deadline(found.at), *way)
        case "after":
            return _later(edition, found)
    return _over(edition, found.at, won)


def _start(edition: Edition) -> str:
    """Where entering begins; within a preview there is nothing to enter."""
    if in_preview():
        return address_in(edition, "enter.show")
    return url_for("entries.start", edition=edition.slug if len(open_editions()) > 1 else None)


def _about(edition: Edition) -> tuple[str, str]:
    return str(_("报名须知")), address_in(edition, "enter.show")


def may_enter() -> bool:
    """Whether the person looking is led to entering: strangers and team leaders; others would be refused."""
    person = auth.identity()
    return in_preview() or not person.known or person.has(LEADER)


def _later(edition: Edition, found: Awaited) -> Phase:
    """Between the deadline and the end: the stage that goes on, or the one that comes next."""
    stage = next(one for one in edition.stages if one.key == found.stage)
    if stage_state(stage) == NOW:
        said = (AFTER, str(_("%(stage)s进行中", stage=named(stage))), str(_("距%(stage)s结束", stage=named(stage))))
        return _counted(said, found, deadline(found.at), *_shown_in(stage, edition))
    said = (AFTER, str(_("报名已截止")), str(_("距%(stage)s开始", stage=named(stage))))
    return _counted(said, found, moment(found.at), *_timetable(edition))


def _shown_in(stage: Stage, edition: Edition) -> tuple[str, str]:
    """What to look at while a stage goes on."""
    if stage.kind == "notice":
        return str(_("查看公示")), url_for("announcements.listing")
    return _timetable(edition)


def _timetable(edition: Edition) -> tuple[str, str]:
    return str(_("查看赛程")), address_in(edition, "timetable.show")


def _over(edition: Edition, ended: datetime, won: int) -> Phase:
    date = escape(_("已于 %(date)s 结束")) % {"date": deadline(ended)}
    if not won:
        announced = str(_("公示公告")), url_for("announcements.listing")
        return Phase(OVER, str(_("本届已结束")), str(_("各阶段均已结束")), 0, "", date, ended, *announced)
    gallery = url_for("winners.listing", edition=edition.slug)
    unit = str(ngettext("项获奖", "项获奖", won))
    return Phase(OVER, str(_("本届已结束")), str(_("获奖作品")), won, unit, date, ended, str(_("看获奖作品")), gallery)


def _counted(said: tuple[str, str, str], found: Awaited, date: str, action: str, address: str) -> Phase:
    return Phase(*said, found.count, _word(found.unit, found.count), date, found.at, action, address)


def _word(unit: str, count: int) -> str:
    if unit == DAYS:
        return str(ngettext("天", "天", count))
    return str(ngettext("小时", "小时", count) if unit == HOURS else ngettext("分钟", "分钟", count))
