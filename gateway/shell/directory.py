"""The pages that the navigation lists for everybody: the public site, and the foot of the page."""

from typing import Any

from flask_babel import lazy_gettext as _l

from gateway.shell.workplaces import Item

PUBLIC = (
    Item(_l("首页"), "home.front", of_edition=True),
    Item(_l("大赛通知"), "notices.listing", of_contest=True),
    Item(_l("赛程"), "timetable.show", of_edition=True),
    Item(_l("赛道设置"), "tracks.listing", of_edition=True),
    Item(_l("公示公告"), "announcements.listing", of_contest=True),
    Item(_l("获奖作品"), "winners.listing", of_contest=True),
    Item(_l("志愿服务"), "shifts.events"),
    Item(_l("常见问题"), "site.faq", of_contest=True),
)
FOOTER: tuple[tuple[Any, tuple[Item, ...]], ...] = (
    (
        _l("参赛"),
        (
            Item(_l("我要报名"), "enter.show", of_edition=True),
            Item(_l("赛程"), "timetable.show", of_edition=True),
            Item(_l("赛道设置"), "tracks.listing", of_edition=True),
            Item(_l("常见问题"), "site.faq", of_contest=True),
        ),
    ),
    (
        _l("公开"),
        (
            Item(_l("公示公告"), "announcements.listing", of_contest=True),
            Item(_l("获奖作品"), "winners.listing", of_contest=True),
            Item(_l("各届大赛"), "editions.listing"),
            Item(_l("开放数据"), "catalogue.show"),
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
