"""Where one can go from every page: the public site, the workplaces of each role, and the foot of the page.

An entry is shown once the page it leads to exists, and to those who may open it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, TypeVar, cast

from flask import Flask, current_app, g, request, url_for
from flask_babel import lazy_gettext as _l

from chassis import auth
from contracts.roles import ADMIN, AUDITOR, COORDINATOR, JUDGE, LEADER, ORGANIZER, OVERSEEING
from gateway.security import settings

Find = TypeVar("Find", bound=Callable[[], Any])


@dataclass(frozen=True)
class Item:
    """An entry: what it is called, the page it leads to, and the addresses that count as being there."""

    label: Any
    endpoint: str
    roles: tuple[str, ...] = ()
    """Who sees it; empty: everybody."""
    arguments: Mapping[str, str] = field(default_factory=dict)
    under: str = ""
    """Addresses that begin so are part of it; the page's own address unless given."""


@dataclass(frozen=True)
class Area:
    """The workplace of some roles, with its pages."""

    label: Any
    roles: tuple[str, ...]
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Link:
    """An entry as a template needs it."""

    label: str
    address: str
    current: bool


PUBLIC = (
    Item(_l("首页"), "home.front"),
    Item(_l("大赛通知"), "notices.listing"),
    Item(_l("赛程"), "timetable.show"),
    Item(_l("我要报名"), "enter.show"),
    Item(_l("公示公告"), "announcements.listing"),
    Item(_l("获奖作品"), "winners.listing"),
    Item(_l("志愿服务"), "volunteers.events"),
    Item(_l("常见问题"), "site.faq"),
    Item(_l("关于我们"), "site.about"),
)
AREAS = (
    Area(_l("参赛"), (LEADER,), (Item(_l("我的参赛"), "entries.mine"),)),
    Area(_l("评审"), (JUDGE,), (Item(_l("我的评审"), "judging.assignments"),)),
    Area(_l("带队"), (COORDINATOR,), (Item(_l("我带队的活动"), "coordination.mine"),)),
    Area(
        _l("组委会"),
        (ORGANIZER, AUDITOR, ADMIN),
        (
            Item(_l("工作台"), "desk.show", OVERSEEING),
            Item(_l("实时动态"), "organizer.activity"),
            Item(_l("全部项目"), "entrylist.listing", OVERSEEING),
            Item(_l("搜索"), "search.page", OVERSEEING),
            Item(_l("评委分配"), "results.assignments"),
            Item(_l("排名"), "results.ranking"),
            Item(_l("人员"), "people.accounts"),
            Item(_l("通知与页面"), "articles.listing"),
            Item(_l("发布"), "publishing.document", arguments={"name": "edition"}, under="/organizer/publish"),
            Item(_l("邮件"), "mail.messages"),
            Item(_l("异常"), "failures.parked"),
            Item(_l("审计"), "audit_log.records"),
        ),
    ),
)
FOOTER = (
    Item(_l("无障碍声明"), "site.accessibility"),
    Item(_l("隐私"), "consents.privacy"),
    Item(_l("投诉举报"), "site.complaints"),
)


def _begins(path: str, under: str) -> bool:
    return path == under or path.startswith(f"{under}/")


def _links(items: Iterable[Item]) -> Iterator[Link]:
    """Those of the entries that exist and that the person may open; the nearest one is current."""
    person = auth.identity()
    shown = [
        (item, url_for(item.endpoint, **item.arguments))
        for item in items
        if item.endpoint in current_app.view_functions
        and (not item.roles or any(person.has(role) for role in item.roles))
    ]
    here = [item.under or address for item, address in shown if _begins(request.path, item.under or address)]
    nearest = max(here, key=len, default="")
    for item, address in shown:
        yield Link(str(item.label), address, bool(nearest) and (item.under or address) == nearest)


def _open(items: Iterable[Item]) -> list[Item]:
    """Those of a workplace's entries whose page lets the person in."""
    views, person = current_app.view_functions, auth.identity()
    return [item for item in items if item.endpoint in views and auth.may_call(views[item.endpoint], person)]


def _once(find: Find) -> Find:
    """Find them once for a request: the frame of a page shows its entries in several places."""

    @wraps(find)
    def found() -> Any:
        known = g.setdefault("navigation", {})
        if find not in known:
            known[find] = find()
        return known[find]

    return cast(Find, found)


@_once
def public_links() -> list[Link]:
    """The public site, in the order institutions use."""
    return list(_links(PUBLIC))


@_once
def footer_links() -> list[Link]:
    """What every public site must say somewhere."""
    return list(_links(FOOTER))


@_once
def workplaces() -> list[tuple[Any, list[Link]]]:
    """The workplaces of the person looking: name and pages of each."""
    person = auth.identity()
    held = [area for area in AREAS if any(person.has(role) for role in area.roles)]
    return [(area.label, links) for area in held if (links := list(_links(_open(area.items))))]


def trail() -> list[Link]:
    """The entries above this page, from the home page down; empty on pages that the navigation itself leads to."""
    links = [link for _name, links in workplaces() for link in links] + public_links()
    above = next((link for link in links if link.current and link.address not in {"/", request.path}), None)
    if above is None:
        return []
    home = Link(str(PUBLIC[0].label), url_for(PUBLIC[0].endpoint), current=False)
    return [home, above]


def init_app(app: Flask) -> None:
    """Let every page show where one can go."""
    shown = {"public_links": public_links, "footer_links": footer_links, "workplaces": workplaces, "trail": trail}
    app.jinja_env.globals.update(shown, site=settings)
