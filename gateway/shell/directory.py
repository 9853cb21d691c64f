"""The pages that the navigation lists: the public site, the workplaces of each role, and the foot of the page."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from flask_babel import lazy_gettext as _l

from contracts.roles import ADMIN, AUDITOR, COORDINATOR, JUDGE, LEADER, ORGANIZER, OVERSEEING, SCREENER


@dataclass(frozen=True)
class Item:
    """An entry: what it is called, the page it leads to, and the addresses that count as being there."""

    label: Any
    endpoint: str
    roles: tuple[str, ...] = ()
    """Who sees it; empty: everybody."""
    arguments: Mapping[str, Any] = field(default_factory=dict)
    under: str = ""
    """Addresses that begin so are part of it; the page's own address unless given."""


@dataclass(frozen=True)
class Area:
    """The workplace of some roles, with its pages."""

    label: Any
    roles: tuple[str, ...]
    items: tuple[Item, ...]


PUBLIC = (
    Item(_l("首页"), "home.front"),
    Item(_l("大赛通知"), "notices.listing"),
    Item(_l("赛程"), "timetable.show"),
    Item(_l("赛道设置"), "tracks.listing"),
    Item(_l("公示公告"), "announcements.listing"),
    Item(_l("获奖作品"), "winners.listing"),
    Item(_l("志愿服务"), "volunteers.events"),
    Item(_l("常见问题"), "site.faq"),
)
AREAS = (
    Area(_l("参赛"), (LEADER,), (Item(_l("我的参赛"), "entries.mine"),)),
    Area(_l("评审"), (JUDGE,), (Item(_l("我的评审"), "judging.assignments"),)),
    Area(_l("形式审查"), (SCREENER,), (Item(_l("已提交的项目"), "entrylist.listing"),)),
    Area(_l("带队"), (COORDINATOR,), (Item(_l("我带队的活动"), "coordination.mine"),)),
    Area(
        _l("组委会"),
        (ORGANIZER, AUDITOR, ADMIN),
        (
            Item(_l("工作台"), "desk.show", OVERSEEING),
            Item(_l("实时动态"), "organizer.activity"),
            Item(_l("全部项目"), "entrylist.listing", OVERSEEING),
            Item(_l("搜索"), "search.page", OVERSEEING),
            Item(_l("评委分配"), "panels.listing"),
            Item(_l("排名"), "ranking.listing"),
            Item(_l("人员"), "people.accounts"),
            Item(_l("通知与页面"), "articles.listing"),
            Item(_l("届次"), "edition_list.listing", OVERSEEING),
            Item(_l("赛程时间"), "dates.listing", OVERSEEING),
            Item(_l("发布"), "publishing.document", arguments={"name": "stage"}, under="/organizer/publish"),
            Item(_l("投诉举报"), "complaints.listing"),
            Item(_l("发送记录"), "deliveries.listing"),
            Item(_l("异常"), "failures.parked"),
            Item(_l("审计"), "audit_log.records"),
        ),
    ),
)
FOOTER: tuple[tuple[Any, tuple[Item, ...]], ...] = (
    (
        _l("参赛"),
        (
            Item(_l("我要报名"), "enter.show"),
            Item(_l("赛程"), "timetable.show"),
            Item(_l("赛道设置"), "tracks.listing"),
            Item(_l("常见问题"), "site.faq"),
        ),
    ),
    (
        _l("公开"),
        (
            Item(_l("公示公告"), "announcements.listing"),
            Item(_l("获奖作品"), "winners.listing"),
            Item(_l("历届大赛"), "editions.listing"),
            Item(_l("开放数据"), "data.catalogue"),
        ),
    ),
    (
        _l("关于"),
        (
            Item(_l("关于我们"), "site.about"),
            Item(_l("无障碍声明"), "site.accessibility"),
            Item(_l("隐私"), "consents.privacy"),
            Item(_l("投诉举报"), "site.complaints"),
        ),
    ),
)
"""The columns of the foot, beside the institution's own."""
