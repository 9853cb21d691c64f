"""What a record is about, in words: the person, entry, edition, event or page by name, with a way to it."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from chassis.http.auth import NOBODY
from gateway.clients.upkeep import Record
from gateway.editions.lookup import find_edition
from gateway.pages.public.face.wordmark import full_name
from gateway.shell.display import named

_STAGE = re.compile(r"(?:stage:)?([a-z0-9-]+)/([a-z0-9-]+)")
_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
PAGES = (
    (r"/organizer/people/.+", _l("人员详情")),
    (r"/organizer/people|/accounts", _l("人员名单")),
    (r"/organizer/invitations.*", _l("邀请名单")),
    (r"/organizer/complaints.*", _l("投诉举报")),
    (r"(/organizer)?/search.*", _l("全站查找")),
    (r"(/organizer)?(/editions/.+)?/(changes|change-requests)", _l("变更申请名单")),
    (r"(/organizer)?(/editions/.+)?/questions", _l("提问名单")),
    (r"/organizer/entries|/entr(ies|y-rows)", _l("参赛项目名单")),
    (r"/organizer/screening|/editions/.+/screenings", _l("审查队列")),
    (r"/organizer/likenesses|/editions/.+/likenesses", _l("相似项目名单")),
    (r"/likenesses/.+", _l("相似项目对照")),
    (r"/organizer/judges|/editions/.+/judges", _l("评委名单")),
    (r"(/organizer)?/conflicts/.+", _l("利害关系详情")),
    (r"/organizer/conflicts|/editions/.+/conflicts", _l("利害关系与回避名单")),
    (r"(/organizer)?/organisations/.+", _l("单位详情")),
    (r"(/organizer)?/organisations", _l("单位名单")),
    (r"/(coordinator/)?events/.+|/shifts/.+|/coordinator/events/.+", _l("志愿者名单")),
    (r"/coordinat(or|ion)", _l("所负责活动的名单")),
    (r"/deliveries.*|/organizer/deliveries.*", _l("通知发送记录")),
)
"""What addresses are called whose use is on record; the first that fits."""
_ABOUT = {
    "article": ("article_editor.review", "article_id"),
    "entry": ("entries.show", "entry_id"),
    "team": ("entries.show", "entry_id"),
    "event": ("event_editor.review", "slug"),
    "outreach-event": ("event_editor.review", "slug"),
    "contest": ("contests.show", "key"),
    "delivery": ("deliveries.show", "delivery_id"),
}
"""Where things of a kind are looked at, by how their actions begin: the page, and what its address asks for."""
_ONE_OF_MANY = {
    "delivery": _l("一条通知"),
    "invitation": _l("一份邀请"),
    "export": _l("一份个人数据"),
    "drafts": _l("过期的草稿"),
}
"""What things are called that have no names, by how their actions begin."""
_OF_EDITION = ("edition", "form", "stage", "winners", "file", "conflicts")
"""How actions begin that are about an edition or a part of it."""


@dataclass(frozen=True)
class Subject:
    """What a record is about."""

    text: str
    address: str = ""
    """Of its page; empty where there is none, or where it is gone."""


def people_in(records: Iterable[Record]) -> set[UUID]:
    """The ids that may be accounts: who acted, and whom it was about."""
    told = (part for record in records for part in (record.actor, record.subject.rpartition(":")[2]))
    return {UUID(one) for one in told if _ID.fullmatch(one)} - {NOBODY}


def subject_of(record: Record, people: Mapping[UUID, str]) -> Subject:
    """What it is about. What has no name any more is said by what the record itself tells of it."""
    kind, about = record.action.partition(".")[0], record.subject
    told = about.rpartition(":")[2]
    if _ID.fullmatch(told) and UUID(told) in people:
        return Subject(people[UUID(told)], url_for("grants.person", account_id=told))
    if about.startswith("/"):
        return Subject(str(next((words for path, words in PAGES if re.fullmatch(path, about)), about)))
    if kind == "file" and "/" in about:
        kind, _slash, about = about.partition("/")
        return _thing(record, "edition" if kind == "winners" else kind, about)
    if (found := _STAGE.fullmatch(about)) is not None:
        return _stage(record, *found.groups())
    return _thing(record, kind, about)


def _thing(record: Record, kind: str, about: str) -> Subject:
    name = named(record)
    if kind.startswith(_OF_EDITION) and (edition := find_edition(about)):
        return Subject(full_name(edition), url_for("edition_page.show", slug=about))
    if kind.startswith(_OF_EDITION):
        return Subject(name, url_for("edition_page.show", slug=about)) if name else Subject(_left(record))
    page, asked = _ABOUT.get(kind, ("", ""))
    address: Mapping[str, Any] = {asked: about}
    if kind in _ONE_OF_MANY:
        return Subject(str(_ONE_OF_MANY[kind]), url_for(page, **address) if page and _ID.fullmatch(about) else "")
    if not name:
        return Subject(_left(record))
    return Subject(name, url_for(page, **address) if page else "")


def _stage(record: Record, slug: str, key: str) -> Subject:
    edition = find_edition(slug)
    if edition is None:
        return Subject(named(record) or record.subject)
    stage = next((one for one in edition.stages if one.key == key), None)
    words = [full_name(edition), *([named(stage)] if stage else [])]
    return Subject(" · ".join(words), url_for("edition_page.show", slug=slug))


def _left(record: Record) -> str:
    """What a record says of a thing that has no name here."""
    told: Mapping[str, Any] = record.detail
    said = next((str(told[name]) for name in ("name", "title", "number", "type") if told.get(name)), "")
    return said or (_("（已不存在或没有名称）") if _ID.fullmatch(record.subject.rpartition(":")[2]) else record.subject)
