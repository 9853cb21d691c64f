"""The organizers' desk: where the contest stands, what waits for somebody, what went wrong, what is going on."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any

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
from gateway.complaints import actions as complaints
from gateway.pages.organizer.operations import deliveries
from gateway.pages.organizer.operations.parts import TITLES
from gateway.shell.display import named
from gateway.shell.times import deadline, left, local, short

blp = Blueprint("desk", __name__)
PATIENCE = 2.0
"""Seconds a part gets to answer; one that is away leaves its section saying so."""
SOON = timedelta(days=3)
"""A deadline this near is told among what waits."""
LATE = timedelta(minutes=10)
"""What waits for the mail server longer than this is told."""
LATEST = 8
"""Lines of the activity shown."""

Note = dict[str, Any]
"""Something that waits or went wrong: `text`, `address` where one acts, `look`."""


@blp.route("/organizer", methods=["GET"])
@allow(*OVERSEEING)
def show() -> str:
    """Everything an organizer needs to see first; each figure leads to where one acts."""
    found = {part: _ask(part, "/desk") for part in TITLES}
    feed = _ask(calls.NOTIFY, "/activity", limit=LATEST)
    return render_template(
        "organizer/desk.html",
        registration=found[calls.REGISTRATION],
        judging=found[calls.JUDGING],
        feed=feed,
        waiting=[*_complaints(), *_waiting(found)],
        alarms=list(_alarms(found)),
        titles=TITLES,
    )


def summary() -> tuple[list[Note], list[Note]]:
    """What went wrong and what waits, for a page that shows only these."""
    found = {part: _ask(part, "/desk") for part in TITLES}
    return list(_alarms(found)), [*_complaints(), *_waiting(found)]


def _ask(part: str, path: str, **query: Any) -> dict[str, Any] | None:
    """What the part says, None where it is away."""
    try:
        reply = calls.call(part, "GET", path, query=query, timeout=PATIENCE).json()
    except Problem:
        return None
    return dict(reply)


def _alarms(found: Mapping[str, dict[str, Any] | None]) -> Iterator[Note]:
    """Parts that are away, events nobody could apply, messages that did not arrive: for who sees to the whole."""
    if not auth.identity().oversees(EVERYWHERE):
        return
    failures = url_for("failures.parked")
    for part, told in found.items():
        name = {"part": TITLES[part]}
        if told is None:
            yield note(_("%(part)s暂时没有应答。", **name), failures, "danger")
        elif dead := told["parked"].get("dead"):
            text = ngettext("%(part)s有 %(num)d 个事件需要处理。", "%(part)s有 %(num)d 个事件需要处理。", dead, **name)
            yield note(text, failures, "danger")
    notify = found[calls.NOTIFY] or {}
    if lost := notify.get("undelivered", 0):
        text = ngettext("有 %(num)d 条通知没有送达。", "有 %(num)d 条通知没有送达。", lost)
        yield note(text, url_for("deliveries.listing", state=deliveries.UNDELIVERED), "danger")
    if (since := notify.get("waiting_since")) and clock.now() - local(since) > LATE:
        waiting = {"since": short(since), "reason": notify["reason"]}
        text = _("从 %(since)s 起有通知发不出去，系统在继续重试。对方最后的答复：%(reason)s", **waiting)
        yield note(text, url_for("deliveries.listing", state="retry"), "danger")


def _complaints() -> Iterator[Note]:
    """What people told the office and nobody has answered: for those who see to the whole."""
    sees = auth.identity().oversees(EVERYWHERE)
    if sees and (count := complaints.waiting(request_session.session())):
        text = ngettext("有 %(num)d 件投诉举报等待答复。", "有 %(num)d 件投诉举报等待答复。", count)
        yield note(text, url_for("complaints.listing"), "warning")


def _waiting(found: Mapping[str, dict[str, Any] | None]) -> Iterator[Note]:
    for stage in (found[calls.JUDGING] or {}).get("stages", []):
        yield from _of_stage(stage)
    registration = found[calls.REGISTRATION] or {}
    if edition := registration.get("edition"):
        yield from _of_entries(edition)
    for shift in registration.get("shifts", []):
        if shift["waiting"] and shift["confirmed"] >= shift["capacity"]:
            yield of_full_shift(shift, shift["event_slug"])


def of_full_shift(shift: dict[str, Any], slug: str) -> Note:
    """That people wait for a place on this shift of the event."""
    text = ngettext(
        "“%(post)s”名额已满，%(num)d 人候补。",
        "“%(post)s”名额已满，%(num)d 人候补。",
        shift["waiting"],
        post=named(shift, "post"),
    )
    return note(text, f"{url_for('coordination.roster', slug=slug)}#shift-{shift['id']}", "info")


def _of_stage(stage: dict[str, Any]) -> Iterator[Note]:
    address, name = url_for("panels.listing", edition=stage["edition"], stage=stage["key"]), {"stage": named(stage)}
    closing = local(stage["closes_at"]) - clock.now()
    still = stage["total"]["assigned"] - stage["total"]["submitted"]
    if overdue := stage["overdue"]:
        text = ngettext(
            "%(stage)s已截止，仍有 %(num)d 份评分表未提交。",
            "%(stage)s已截止，仍有 %(num)d 份评分表未提交。",
            overdue,
            **name,
        )
        yield note(text, address, "danger")
    elif still and timedelta(0) < closing < SOON:
        text = ngettext("%(stage)s还有 %(num)d 份评分表未提交", "%(stage)s还有 %(num)d 份评分表未提交", still, **name)
        yield note(text, address, "warning", due=stage["closes_at"])
    if (lacking := stage["unassigned"]) and closing > timedelta(0):
        text = ngettext(
            "%(stage)s有 %(num)d 个项目还没有评委。", "%(stage)s有 %(num)d 个项目还没有评委。", lacking, **name
        )
        yield note(text, address, "warning")


def _of_entries(edition: Mapping[str, Any]) -> Iterator[Note]:
    drafts, closing = edition["entries"]["draft"], local(edition["closes_at"]) - clock.now()
    if drafts and timedelta(0) < closing < SOON:
        text = ngettext("还有 %(num)d 个草稿没有提交", "还有 %(num)d 个草稿没有提交", drafts)
        yield note(text, url_for("entrylist.listing", state="draft"), "warning", due=edition["closes_at"])


def note(text: str, address: str, look: str, *, due: str = "", until: str = "") -> Note:
    """A line that leads to where one acts; `due` is an exclusive end, `until` the words about when."""
    if due:
        until = _("截止 %(deadline)s（%(left)s）", deadline=deadline(due), left=left(due))
    return {"text": text, "address": address, "look": look, "until": until}
