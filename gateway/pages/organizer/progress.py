"""How far judging and shifts are, told by exception: who and what lags behind by name, the rest in one sentence."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask_babel import gettext as _
from flask_babel import ngettext

from chassis import clock
from gateway.clients.judging.overviews import JudgeBehind, StageDesk
from gateway.clients.registration.overviews import FilledShift
from gateway.shell.times import clock_time, local, short

QUIET = timedelta(days=3)
"""Who has not worked for longer is said to be quiet."""
SHOWN = 5
"""Shifts named at most."""


@dataclass(frozen=True)
class Behind:
    """A judge who has not handed everything in, and when they last worked."""

    judge: JudgeBehind
    last: str
    quiet: bool
    """Whether that is long ago, while the stage is open."""


@dataclass(frozen=True)
class Stage:
    """A stage of judging: who lags behind, and how many do not."""

    desk: StageDesk
    behind: tuple[Behind, ...]
    more: int
    """Others who have not handed everything in."""
    done: int
    """Judges who have."""


@dataclass(frozen=True)
class Shifts:
    """Shifts that still have places, the next first; how many more have, and how many are full."""

    lacking: tuple[FilledShift, ...]
    more: int
    full: int


def of_stage(stage: StageDesk) -> Stage:
    """How far a stage is."""
    done = sum(judge.submitted >= judge.assigned for judge in stage.judges)
    behind = tuple(_behind(judge, stage) for judge in stage.behind)
    return Stage(stage, behind, len(stage.judges) - done - len(behind), done)


def of_shifts(shifts: Sequence[FilledShift]) -> Shifts:
    """How full the coming shifts are."""
    lacking = sorted((one for one in shifts if one.confirmed < one.capacity), key=lambda one: one.starts_at)
    return Shifts(tuple(lacking[:SHOWN]), max(0, len(lacking) - SHOWN), len(shifts) - len(lacking))


def _behind(judge: JudgeBehind, stage: StageDesk) -> Behind:
    if judge.last_at is None:
        return Behind(judge, _("还没有开始"), stage.phase == "open")
    quiet = clock.now() - judge.last_at > QUIET
    if quiet and stage.phase == "open":
        days = (local(clock.now()).date() - local(judge.last_at).date()).days
        return Behind(judge, ngettext("%(num)d 天没有动静", "%(num)d 天没有动静", days), quiet=True)
    return Behind(judge, recent(judge.last_at), quiet=False)


def recent(at: datetime) -> str:
    """A moment not long ago: today and yesterday by their names."""
    days = (local(clock.now()).date() - local(at).date()).days
    if days == 0:
        return str(_("今天 %(time)s", time=clock_time(at)))
    return str(_("昨天 %(time)s", time=clock_time(at))) if days == 1 else short(at)
