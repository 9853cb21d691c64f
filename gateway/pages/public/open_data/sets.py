"""The sets of open data: what each is about, what its fields mean, and where its rows come from."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from flask_babel import lazy_gettext as _l

from gateway.clients.registration.outreach import OUTREACH
from gateway.clients.registration.winners import WINNERS
from gateway.editions.lookup import all_editions
from gateway.pages.public.face import structured
from gateway.pages.public.open_data.calendars import edition_entry, event_entry
from gateway.pages.public.open_data.rows import Row, edition_row, event_row, notice_row, notices, winner_row

if TYPE_CHECKING:
    import icalendar


@dataclass(frozen=True)
class Things:
    """What a set holds now."""

    items: Sequence[Any]
    changed: datetime | None = None
    """When the set last changed, where that only ever grows; None where its rows alone can say."""


@dataclass(frozen=True)
class DataSet:
    """One set, and how a thing of it is written in each format."""

    key: str
    title: Any
    about: Any
    fields: Mapping[str, Any]
    """What each field holds."""
    formats: tuple[str, ...]
    things: Callable[[], Things]
    row: Callable[[Any], Row]
    """Flat, every text in a field of its own."""
    linked: Callable[[Any], structured.Facts]
    """As schema.org describes it."""
    dated: "Callable[[Any], icalendar.Event] | None" = None
    """As an event of a calendar, where it has dates."""


_ADDRESS = {"address": _l("本站网页的地址。")}
_NAMES = {"name": _l("中文名称。"), "name_en": _l("英文名称，没有时为空。")}
_TITLES = {"title": _l("中文标题。"), "title_en": _l("英文标题，没有时为空。")}
_SUMMARY = {"summary": _l("中文简介。")}
_CHANGED = {"updated_at": _l("最近一次变更的时间。")}
_NOTICES = DataSet(
    "notices",
    _l("通知公告"),
    _l("大赛通知、公示公告和结果公告的标题、文号、摘要、附件和时间。"),
    {
        "kind": _l("notice 为大赛通知，announcement 为公示公告，winners 为结果公告。"),
        "contest": _l("所属大赛的代号，不单属某一大赛时为空。"),
        "edition": _l("所属届次的代号，不单属某一届时为空。"),
        "document_number": _l("文号，没有时为空。"),
        **_TITLES,
        **_SUMMARY,
        "published_at": _l("公开的时间。"),
        **_CHANGED,
        "attachments": _l("各附件的地址，用空格隔开。"),
        **_ADDRESS,
    },
    ("json", "csv", "atom", "jsonld"),
    lambda: Things(notices()),
    notice_row,
    structured.article,
)
_EDITIONS = DataSet(
    "editions",
    _l("各届大赛"),
    _l("每届大赛的名称、报名起止时间和赛道。"),
    {
        "slug": _l("届次的代号。"),
        **_NAMES,
        **_SUMMARY,
        "opens_at": _l("报名开始的时间。"),
        "closes_at": _l("报名截止的时间，不含这一刻。"),
        "tracks": _l("各赛道的名称，用顿号隔开。"),
        **_CHANGED,
        **_ADDRESS,
    },
    ("json", "csv", "ics", "jsonld"),
    lambda: Things(all_editions()),
    edition_row,
    structured.contest,
    edition_entry,
)


def _winners() -> Things:
    found = WINNERS.everyone()
    return Things(found.items, found.updated_at)


_WINNERS = DataSet(
    "winners",
    _l("获奖作品"),
    _l("每届大赛获奖作品的编号、名称、申报单位、赛道和奖项。"),
    {
        "edition": _l("届次的代号。"),
        "number": _l("项目编号。"),
        **_TITLES,
        "organisation": _l("申报单位。"),
        "track": _l("赛道的名称。"),
        "award": _l("奖项的名称。"),
        **_SUMMARY,
        "picture": _l("图片的地址，没有时为空。"),
        **_CHANGED,
        **_ADDRESS,
    },
    ("json", "csv", "jsonld"),
    _winners,
    winner_row,
    structured.winning_entry,
)
_EVENTS = DataSet(
    "events",
    _l("志愿活动"),
    _l("志愿活动的时间、地点、状态和剩余名额。"),
    {
        "slug": _l("活动的代号。"),
        **_NAMES,
        "place": _l("地点，中文。"),
        "place_en": _l("地点，英文，没有时为空。"),
        "state": _l("published 为如期举行，cancelled 为已取消。"),
        **_SUMMARY,
        "starts_at": _l("开始的时间。"),
        "ends_at": _l("结束的时间。"),
        **_CHANGED,
        "places_left": _l("各班次剩余名额之和。"),
        **_ADDRESS,
    },
    ("json", "csv", "ics", "jsonld"),
    lambda: Things(OUTREACH.events().items),
    event_row,
    structured.outreach_event,
    event_entry,
)
SETS = {one.key: one for one in (_NOTICES, _EDITIONS, _WINNERS, _EVENTS)}
