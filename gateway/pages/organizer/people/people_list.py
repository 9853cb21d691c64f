"""The list of people: whom the person who looks may see, with the roles they hold now."""

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from markupsafe import Markup

from chassis.http import auth, request_session
from chassis.http.paging import Page, page
from contracts.roles import PEOPLE
from gateway.accounts.models import Account
from gateway.accounts.people import select_people
from gateway.lists.asked import Asked
from gateway.lists.columns import Column
from gateway.lists.filters import Choice, Words
from gateway.lists.listing import Listing
from gateway.pages.organizer.people import scopes
from gateway.shell.display import ROLES


def _held(row: Account) -> str:
    return "；".join(scopes.held(grant) for grant in row.live)


def _chips(row: Account) -> str:
    chip = Markup('<li class="badge state state-secondary">{}</li>')
    chips = Markup().join(chip.format(scopes.held(grant)) for grant in row.live)
    return Markup('<ul class="chips">{}</ul>').format(chips) if chips else _("没有角色")


LISTING: Listing[Account] = Listing(
    name="people",
    title=_l("已有人员"),
    columns=(
        Column(
            "name",
            _l("姓名"),
            lambda row: row.name,
            head=True,
            link=lambda row: url_for("grants.person", account_id=row.id),
        ),
        Column("contact", _l("联系方式"), lambda row: row.email or row.mobile),
        Column("roles", _l("角色"), _held, shown=_chips),
        Column("since", _l("注册时间"), lambda row: row.created_at, keep=True, sort=True),
    ),
    filters=(
        Words("q", _l("姓名、邮箱或手机号")),
        Choice("role", _l("角色"), options=lambda: [(role, ROLES[role]) for role in PEOPLE]),
        Choice("scope", _l("适用范围"), options=scopes.seen),
    ),
    empty=(_l("没有找到人员"), _l("请换一个关键词、角色或适用范围再查找。")),
)


def read(asked: Asked) -> Page:
    """A page of them, in the order they came unless asked otherwise."""
    order = Account.id.desc() if asked.sort == "-since" else Account.id
    wanted = select_people(auth.identity(), asked.queries)
    return page(request_session.session(), wanted, order, asked.after, asked.limit)
