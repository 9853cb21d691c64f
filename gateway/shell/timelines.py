"""Where an entry, a score sheet or a signup stands: what happened, what happens next, and by when."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import Flask
from flask_babel import gettext as _
from markupsafe import Markup, escape

from gateway.clients.judging.sheets import Sheet
from gateway.clients.judging.stages import Stage as JudgingStage
from gateway.clients.registration.edition_parts import Stage
from gateway.clients.registration.editions import Edition
from gateway.clients.registration.entries import EntryLine
from gateway.clients.registration.outreach import Signup
from gateway.shell.display import named
from gateway.shell.times import passed
from gateway.shell.whole_dates import deadline, ending, left, moment, span, until, window

DONE, TODO, NOW, NEXT, MISSED = "done", "todo", "now", "next", "missed"


@dataclass(frozen=True)
class Step:
    """One station: done, to do by the person next, going on, later, or missed; `when` says when it was or will be."""

    name: str
    state: str
    when: str = ""


def stage_state(stage: Stage) -> str:
    """Whether a stage is over (DONE), goes on (NOW) or is still to come (NEXT)."""
    if passed(stage.closes_at):
        return DONE
    return NOW if passed(stage.opens_at) else NEXT


def stage_ahead(stage: Stage) -> Markup:
    """How long a stage goes on still, or until it begins."""
    return until(stage.opens_at) if stage_state(stage) == NEXT else ending(stage.closes_at)


def entry_steps(entry: EntryLine, edition: Edition | None) -> list[Step]:
    """From the first draft to the last stage of the edition."""
    submitted, closed = entry.state == "submitted", passed(entry.closes_at)
    steps = [Step(_("建立草稿"), DONE, moment(entry.created_at))]
    if submitted:
        steps.append(Step(_("提交项目"), DONE, moment(entry.submitted_at)))
        if entry.revising and not closed:
            steps.append(Step(_("修改后再次提交"), TODO, _until(entry.closes_at)))
    elif closed:
        return [*steps, Step(_("未在截止前提交"), MISSED, deadline(entry.closes_at))]
    else:
        steps.append(Step(_("提交项目"), TODO, _until(entry.closes_at)))
    return [*steps, *_stages(edition)]


def _stages(edition: Edition | None) -> Iterator[Step]:
    """The stages that follow the deadline."""
    stages = [stage for stage in edition.stages if stage.kind != "entry"] if edition else []
    for stage in sorted(stages, key=lambda stage: stage.opens_at):
        state, when = stage_state(stage), window(stage.opens_at, stage.closes_at)
        ahead = escape(_("（%(left)s）")) % {"left": stage_ahead(stage)} if state != DONE else ""
        yield Step(named(stage), state, when + ahead)


def sheet_steps(sheet: Sheet, stage: JudgingStage) -> list[Step]:
    """From the opening of the stage to the locked sheet."""
    opened, closed = stage.phase != "upcoming", stage.phase == "closed"
    steps = [Step(_("评审开始"), DONE if opened else NEXT, moment(stage.opens_at))]
    if sheet.state == "submitted":
        return [
            *steps,
            Step(_("评分并提交"), DONE, moment(sheet.submitted_at)),
            Step(_("评审结束，汇总排名"), DONE if closed else NEXT, deadline(stage.closes_at)),
        ]
    if closed:
        return [*steps, Step(_("未在截止前提交"), MISSED, deadline(stage.closes_at))]
    name = _("退回修改后再次提交") if sheet.state == "returned" else _("评分并提交")
    later = Step(_("评审结束，汇总排名"), NEXT, deadline(stage.closes_at))
    return [*steps, Step(name, TODO if opened else NEXT, _until(stage.closes_at)), later]


def signup_steps(signup: Signup) -> list[Step]:
    """From signing up to the end of the shift."""
    begun, over = passed(signup.starts_at), passed(signup.ends_at)
    steps = [Step(_("报名"), DONE, moment(signup.created_at))]
    if signup.state == "waitlisted":
        return [*steps, Step(_("等待名额"), MISSED if begun else NOW, _waiting(signup))]
    steps.append(Step(_("已录用"), DONE))
    when = span(signup.starts_at, signup.ends_at)
    ahead = "" if begun else escape(_("（%(left)s）")) % {"left": left(signup.starts_at)}
    return [*steps, Step(_("到场服务"), DONE if over else NOW if begun else TODO, when + ahead)]


def _waiting(signup: Signup) -> str:
    """Who keeps a place at that time cannot move up, and is not told so."""
    kept = next((one for one in signup.clashes if one.state == "confirmed"), None)
    if signup.blocked and kept is not None:
        names = {"event": named(kept, "event"), "post": named(kept, "post")}
        return str(_("与您参加的“%(event)s”的“%(post)s”时间冲突，保留该班次期间不会递补", **names))
    return str(_("候补第 %(position)d 位，有人退出时按顺序自动递补", position=signup.position or 0))


def _until(moment_: str | datetime) -> str:
    return escape(_("截止 %(deadline)s（%(left)s）")) % {"deadline": deadline(moment_), "left": left(moment_)}


def init_app(app: Flask) -> None:
    """Let templates show them."""
    steps: dict[str, Any] = {"entry_steps": entry_steps, "sheet_steps": sheet_steps, "signup_steps": signup_steps}
    app.jinja_env.globals.update(steps, stage_state=stage_state, stage_ahead=stage_ahead)
