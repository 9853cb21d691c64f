"""What waits for the organizing office: what went wrong first, then what somebody has to do, each with one press."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from markupsafe import escape

from chassis import clock
from chassis.http import auth, request_session
from chassis.words.moments import calendar_day
from contracts.roles import ORGANIZER
from contracts.scopes import EVERYWHERE
from gateway.clients.judging.overviews import Pending, StageDesk
from gateway.clients.notify import Desk as NotifyDesk
from gateway.clients.registration.overviews import CountedEdition, FilledShift
from gateway.complaints import actions as complaints
from gateway.pages.organizer.contest.results.decision_words import KINDS
from gateway.pages.organizer.operations import broker, deliveries
from gateway.pages.organizer.operations.parts import TITLES
from gateway.pages.organizer.reports import Reports
from gateway.shell.display import named
from gateway.shell.times import short
from gateway.shell.todos import Todo, age, due_by, full_shift, waited

SOON = timedelta(days=3)
"""A deadline this near is told among what waits."""
LATE = timedelta(minutes=10)
"""What waits for the mail server longer than this is told."""


def todos(told: Reports) -> list[Todo]:
    """What waits for the person looking, what is urgent first."""
    found = [*_of_running(told), *_of_contest(told), *_complaints(), *_events(told), *_shifts(told)]
    return sorted(found, key=lambda one: not one.urgent)


def _of_running(told: Reports) -> Iterator[Todo]:
    """Parts that are away, events nobody could apply, messages that did not arrive: for who sees to the whole."""
    if not auth.identity().oversees(EVERYWHERE):
        return
    address, see = url_for("parked_events.listing"), _("查看")
    if trouble := broker.trouble():
        yield Todo(None, trouble, address, see, urgent=True, waits="failures")
    for part, parked in told.parked.items():
        name = TITLES[part]
        if parked is None:
            yield Todo(None, _("%(part)s暂时没有应答。", part=name), address, see, urgent=True, waits="failures")
        elif dead := parked.get("dead"):
            text = ngettext("个事件没有处理成功", "个事件没有处理成功", dead)
            yield Todo(dead, text, address, _("处理"), str(name), urgent=True, waits="failures")
    yield from _of_messages(told.notify) if told.notify else ()


def _of_messages(notify: NotifyDesk) -> Iterator[Todo]:
    if lost := notify.undelivered:
        text, address = ngettext("条通知没有送达", "条通知没有送达", lost), _deliveries(deliveries.UNDELIVERED)
        yield Todo(lost, text, address, _("处理"), waited(notify.undelivered_since), urgent=True, waits="deliveries")
    if (since := notify.waiting_since) and clock.now() - since > LATE:
        facts = {"since": short(since), "reason": notify.reason}
        detail = _("从 %(since)s 起，系统在继续重试。对方最后的答复：%(reason)s", **facts)
        text = ngettext("条通知还没有发出去", "条通知还没有发出去", notify.waiting)
        yield Todo(notify.waiting, text, _deliveries("retry"), _("查看"), detail, urgent=True, waits="deliveries")


def _deliveries(state: str) -> str:
    return url_for("deliveries.listing", state=state)


def _complaints() -> Iterator[Todo]:
    """What people told the office and nobody has answered: for those who see to the whole."""
    if not auth.identity().oversees(EVERYWHERE):
        return
    count, since = complaints.waiting(request_session.session())
    if count:
        text, address = ngettext("件投诉举报等待答复", "件投诉举报等待答复", count), url_for("complaints.listing")
        yield Todo(count, text, address, _("答复"), waited(since), waits="complaints")


def _of_contest(told: Reports) -> Iterator[Todo]:
    for stage in told.judging.stages if told.judging else ():
        yield from _of_stage(stage)
        yield from _outdated(stage)
    yield from _decisions(told.judging.resolutions if told.judging else ())
    if told.registration is None:
        return
    if edition := told.registration.edition:
        yield from _of_edition(edition)
    elif auth.identity().has(ORGANIZER, EVERYWHERE):
        text = _("还没有发布的大赛。从新建一届开始，逐项填写，检查后发布。")
        yield Todo(None, text, url_for("edition_list.listing"), _("届次设置"), waits="editions")


def _of_stage(stage: StageDesk) -> Iterator[Todo]:
    address, name = url_for("panels.listing", edition=stage.edition, stage=stage.key), named(stage)
    closing, still = stage.closes_at - clock.now(), stage.total.assigned - stage.total.submitted
    by = escape(f"{name} · ") + due_by(stage.closes_at)
    if overdue := stage.overdue:
        text = ngettext("份评分表到截止仍未提交", "份评分表到截止仍未提交", overdue)
        past = _("%(stage)s · 已截止 %(age)s", stage=name, age=age(stage.closes_at))
        yield Todo(overdue, text, address, _("查看"), past, urgent=True, waits="judging")
    elif still and timedelta(0) < closing < SOON:
        text = ngettext("份评分表还没有提交", "份评分表还没有提交", still)
        yield Todo(still, text, address, _("查看"), by, waits="judging")
    if (lacking := stage.unassigned) and closing > timedelta(0):
        text = ngettext("个项目还没有评委", "个项目还没有评委", lacking)
        yield Todo(lacking, text, address, _("去分配"), by, waits="judging")


def _outdated(stage: StageDesk) -> Iterator[Todo]:
    """Sheets that were written about an earlier version of their entry."""
    if not stage.outdated:
        return
    one = stage.renewed[0] if len(stage.renewed) == 1 else None
    address = url_for("panels.listing", edition=stage.edition, stage=stage.key, q=one)
    text = ngettext("份评分表写于项目的旧版本", "份评分表写于项目的旧版本", stage.outdated)
    detail = _("%(entries)s等已提交新版本；评分仍有效，需要修改的可以退回", entries=_("、").join(stage.renewed))
    yield Todo(stage.outdated, text, address, _("查看"), detail, waits="judging")


def _decisions(waiting: Sequence[Pending]) -> Iterator[Todo]:
    """What somebody else proposed, and one person more has to decide."""
    own = auth.identity().account_id
    foreign = [one for one in waiting if one.proposed_by != own]
    if foreign and auth.identity().has(ORGANIZER):
        first = foreign[0]
        text = ngettext("项决定等待另一人确认", "项决定等待另一人确认", len(foreign))
        detail = f"{KINDS[first.kind]} · {named(first, 'stage')} · {waited(first.proposed_at)}"
        address = url_for("decision_list.listing", edition=first.edition, state="proposed")
        yield Todo(len(foreign), text, address, _("去确认"), detail, waits="decisions")


def _of_edition(edition: CountedEdition) -> Iterator[Todo]:
    drafts, closing = edition.entries.draft, edition.closes_at - clock.now()
    if drafts and timedelta(0) < closing < SOON:
        address = url_for("entry_list.listing", edition=edition.slug, state="draft")
        text = ngettext("个草稿还没有提交", "个草稿还没有提交", drafts)
        yield Todo(drafts, text, address, _("查看"), due_by(edition.closes_at), waits="entries")
    if (asked := edition.change_requests).count:
        address = url_for("change_desk.listing", edition=edition.slug)
        text = ngettext("份变更申请等待审理", "份变更申请等待审理", asked.count)
        yield Todo(asked.count, text, address, _("审理"), waited(asked.since), waits="changes")
    if (asked := edition.questions).count:
        address = url_for("question_desk.listing", edition=edition.slug)
        text = ngettext("个提问等待答复", "个提问等待答复", asked.count)
        yield Todo(asked.count, text, address, _("答复"), waited(asked.since), waits="questions")
    yield from _of_screening(edition)
    if changes := edition.changes:
        address = url_for("edition_page.show", slug=edition.slug)
        text = ngettext("部分届次修改还没有发布", "部分届次修改还没有发布", changes)
        yield Todo(changes, text, address, _("检查与发布"), named(edition), waits="editions")


def _of_screening(edition: CountedEdition) -> Iterator[Todo]:
    if (found := edition.screening) is None:
        return
    if found.waiting:
        text, address = ngettext("个项目等待审查", "个项目等待审查", found.waiting), _queue(edition, "")
        yield Todo(found.waiting, text, address, _("去审查"), waited(found.oldest_at), waits="screening")
    if found.proposed:
        text = ngettext("个项目等待确认不通过", "个项目等待确认不通过", found.proposed)
        yield Todo(found.proposed, text, _queue(edition, "proposed"), _("去确认"), waits="screening")
    if found.referred:
        text = ngettext("组相似项目待秘书处处理", "组相似项目待秘书处处理", found.referred)
        address = url_for("likeness_list.listing", edition=edition.slug, state="referred")
        yield Todo(found.referred, text, address, _("处理"), waits="likenesses")


def _queue(edition: CountedEdition, state: str) -> str:
    return url_for("screening_queue.listing", edition=edition.slug, state=state or None)


def _events(told: Reports) -> Iterator[Todo]:
    """Events to come whose text is not public yet; pressing leads to the next of them."""
    if told.registration and (found := told.registration.unpublished).starts_on:
        text = ngettext("场志愿活动还没有发布", "场志愿活动还没有发布", found.count)
        detail = _("最近一场：%(name)s · %(day)s", name=named(found), day=calendar_day(found.starts_on))
        yield Todo(found.count, text, _event(found.slug), _("检查与发布"), detail, waits="events")


def _event(slug: str) -> str:
    return url_for("event_editor.review", slug=slug)


def _shifts(told: Reports) -> Iterator[Todo]:
    for shift in told.registration.shifts if told.registration else ():
        if shift.waiting and shift.confirmed >= shift.capacity:
            yield full_shift(named(shift, "post"), shift.waiting, roster(shift), _of_shift(shift))


def roster(shift: FilledShift) -> str:
    """Where the people of a shift are listed."""
    return url_for("rosters.show", slug=shift.event_slug, _anchor=f"shift-{shift.id}")


def _of_shift(shift: FilledShift) -> str:
    return f"{named(shift, 'event')} · {short(shift.starts_at)}"
