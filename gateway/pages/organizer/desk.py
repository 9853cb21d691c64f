"""The organizers' desk: where the contest stands, what waits for somebody, what went wrong, what is going on."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypeVar

import msgspec
from flask import Blueprint, render_template, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from chassis import clock
from chassis.http import auth, request_session
from chassis.http.auth import allow
from chassis.http.errors import Problem
from contracts.roles import OVERSEEING
from contracts.scopes import EVERYWHERE
from gateway.clients import calls
from gateway.clients.judging.overviews import JUDGING_OVERVIEWS, StageDesk
from gateway.clients.judging.overviews import Desk as JudgingDesk
from gateway.clients.notify import NOTIFY
from gateway.clients.notify import Desk as NotifyDesk
from gateway.clients.registration.overviews import OVERVIEWS, CountedEdition, Desk
from gateway.clients.service import side_by_side
from gateway.complaints import actions as complaints
from gateway.editions.choice import chosen_edition
from gateway.pages.organizer.operations import broker, deliveries
from gateway.pages.organizer.operations.parts import TITLES
from gateway.shell.display import named
from gateway.shell.times import deadline, left, short

blp = Blueprint("desk", __name__)
SOON = timedelta(days=3)
"""A deadline this near is told among what waits."""
LATE = timedelta(minutes=10)
"""What waits for the mail server longer than this is told."""
LATEST = 8
"""Lines of the activity shown."""

T = TypeVar("T")
Note = dict[str, Any]
"""Something that waits or went wrong: `text`, `address` where one acts, `look`."""


@dataclass(frozen=True)
class Told:
    """What the parts say for the desk; None from one that is away."""

    registration: Desk | None
    judging: JudgingDesk | None
    notify: NotifyDesk | None

    @property
    def parked(self) -> Mapping[str, Mapping[str, int] | None]:
        """Part -> how many events could not be applied there."""
        return {
            calls.REGISTRATION: self.registration.parked if self.registration else None,
            calls.JUDGING: self.judging.parked if self.judging else None,
            calls.NOTIFY: self.notify.parked if self.notify else None,
        }


@blp.route("/organizer", methods=["GET"])
@allow(*OVERSEEING)
def show() -> str:
    """Everything an organizer needs to see first; each figure leads to where one acts."""
    told = _ask(LATEST)
    return render_template(
        "organizer/desk.html",
        registration=told.registration,
        judging=told.judging,
        feed=told.notify.feed if told.notify else None,
        waiting=[*_complaints(), *_waiting(told)],
        alarms=list(_alarms(told)),
        titles=TITLES,
    )


def summary() -> tuple[list[Note], list[Note]]:
    """What went wrong and what waits, for a page that shows only these."""
    told = _ask(0)
    return list(_alarms(told)), [*_complaints(), *_waiting(told)]


def _ask(lines: int) -> Told:
    """Every part at once, about the edition that was chosen; with so many lines of what happened last."""
    chosen = chosen_edition()
    edition = chosen.slug if chosen else ""
    registration, judging, notify = side_by_side(
        lambda: _if_there(lambda: OVERVIEWS.desk(edition)),
        lambda: _if_there(lambda: _of_judging(edition)),
        lambda: _if_there(lambda: NOTIFY.desk(lines)),
    )
    return Told(registration, judging, notify)


def _of_judging(edition: str) -> JudgingDesk:
    found = JUDGING_OVERVIEWS.desk()
    return msgspec.structs.replace(found, stages=tuple(stage for stage in found.stages if stage.edition == edition))


def _if_there(ask: Callable[[], T]) -> T | None:
    """What the part says, None where it is away."""
    try:
        return ask()
    except Problem:
        return None


def _alarms(told: Told) -> Iterator[Note]:
    """Parts that are away, events nobody could apply, messages that did not arrive: for who sees to the whole."""
    if not auth.identity().oversees(EVERYWHERE):
        return
    failures = url_for("failures.parked")
    if trouble := broker.trouble():
        yield note(trouble, failures, "danger")
    for part, parked in told.parked.items():
        name = {"part": TITLES[part]}
        if parked is None:
            yield note(_("%(part)s暂时没有应答。", **name), failures, "danger")
        elif dead := parked.get("dead"):
            text = ngettext("%(part)s有 %(num)d 个事件需要处理。", "%(part)s有 %(num)d 个事件需要处理。", dead, **name)
            yield note(text, failures, "danger")
    yield from _of_messages(told.notify) if told.notify else ()


def _of_messages(notify: NotifyDesk) -> Iterator[Note]:
    if lost := notify.undelivered:
        text = ngettext("有 %(num)d 条通知没有送达。", "有 %(num)d 条通知没有送达。", lost)
        yield note(text, url_for("deliveries.listing", state=deliveries.UNDELIVERED), "danger")
    if (since := notify.waiting_since) and clock.now() - since > LATE:
        waiting = {"since": short(since), "reason": notify.reason}
        text = _("从 %(since)s 起有通知发不出去，系统在继续重试。对方最后的答复：%(reason)s", **waiting)
        yield note(text, url_for("deliveries.listing", state="retry"), "danger")


def _complaints() -> Iterator[Note]:
    """What people told the office and nobody has answered: for those who see to the whole."""
    sees = auth.identity().oversees(EVERYWHERE)
    if sees and (count := complaints.waiting(request_session.session())):
        text = ngettext("有 %(num)d 件投诉举报等待答复。", "有 %(num)d 件投诉举报等待答复。", count)
        yield note(text, url_for("complaints.listing"), "warning")


def _waiting(told: Told) -> Iterator[Note]:
    for stage in told.judging.stages if told.judging else ():
        yield from _of_stage(stage)
    if told.registration is None:
        return
    if edition := told.registration.edition:
        yield from _of_entries(edition)
    for shift in told.registration.shifts:
        if shift.waiting and shift.confirmed >= shift.capacity:
            address = url_for("coordination.roster", slug=shift.event_slug, _anchor=f"shift-{shift.id}")
            yield full_shift(named(shift, "post"), shift.waiting, address)


def full_shift(post: str, waiting: int, address: str) -> Note:
    """That people wait for a place on a shift."""
    text = ngettext("“%(post)s”名额已满，%(num)d 人候补。", "“%(post)s”名额已满，%(num)d 人候补。", waiting, post=post)
    return note(text, address, "info")


def _of_stage(stage: StageDesk) -> Iterator[Note]:
    address, name = url_for("panels.listing", edition=stage.edition, stage=stage.key), {"stage": named(stage)}
    closing = stage.closes_at - clock.now()
    still = stage.total.assigned - stage.total.submitted
    if overdue := stage.overdue:
        text = ngettext(
            "%(stage)s已截止，仍有 %(num)d 份评分表未提交。",
            "%(stage)s已截止，仍有 %(num)d 份评分表未提交。",
            overdue,
            **name,
        )
        yield note(text, address, "danger")
    elif still and timedelta(0) < closing < SOON:
        text = ngettext("%(stage)s还有 %(num)d 份评分表未提交", "%(stage)s还有 %(num)d 份评分表未提交", still, **name)
        yield note(text, address, "warning", due=stage.closes_at)
    if (lacking := stage.unassigned) and closing > timedelta(0):
        text = ngettext(
            "%(stage)s有 %(num)d 个项目还没有评委。", "%(stage)s有 %(num)d 个项目还没有评委。", lacking, **name
        )
        yield note(text, address, "warning")


def _of_entries(edition: CountedEdition) -> Iterator[Note]:
    drafts, closing = edition.entries.draft, edition.closes_at - clock.now()
    if drafts and timedelta(0) < closing < SOON:
        text = ngettext("还有 %(num)d 个草稿没有提交", "还有 %(num)d 个草稿没有提交", drafts)
        address = url_for("entrylist.listing", edition=edition.slug, state="draft")
        yield note(text, address, "warning", due=edition.closes_at)


def note(text: str, address: str, look: str, *, due: str | datetime = "", until: str = "") -> Note:
    """A line that leads to where one acts; `due` is an exclusive end, `until` the words about when."""
    if due:
        until = _("截止 %(deadline)s（%(left)s）", deadline=deadline(due), left=left(due))
    return {"text": text, "address": address, "look": look, "until": until}
