"""What stands beside every page of one's own account: the other pages of it."""

from flask import Flask
from flask_babel import lazy_gettext as _l

from gateway.shell import navigation
from gateway.shell.navigation import Link
from gateway.shell.workplaces import Item

ITEMS = (
    Item(_l("个人信息"), "profile.show"),
    Item(_l("邮箱与手机号"), "contact.form"),
    Item(_l("密码"), "password.choose"),
    Item(_l("两步验证"), "factors.show"),
    Item(_l("登录设备"), "sessions.listing"),
    Item(_l("我的数据"), "own_data.show", under=("/account/data", "/account/close")),
)


def account_links() -> list[Link]:
    """The pages of one's own account; the one nearest to this page is current."""
    return navigation.links_of(ITEMS)


def init_app(app: Flask) -> None:
    """Let pages of the account show them."""
    app.jinja_env.globals["account_links"] = account_links
