"""The list of invitations: what became of each, and the button that takes it back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import get_template_attribute
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from chassis import clock
from chassis.http import auth, request_session
from chassis.http.paging import page
from contracts.roles import PEOPLE
from gateway.accounts.grants import may_grant
from gateway.accounts.people import names_of
from gateway.invitations.actions import select_invitations
from gateway.invitations.models import KNOWN_STATES, OPEN, Invitation
from gateway.lists.asked import Asked
from gateway.lists.columns import Column, state
from gateway.lists.filters import Choice, Words
from gateway.lists.listing import Listing
from gateway.pages.organizer.people import scopes
from gateway.shell.display import ROLES
from gateway.shell.state_words import STATES
from gateway.shell.times import short

PREFIX = "invitation-"
"""Before the states of invitations in the table of states."""


ORDERS: Mapping[str, Any] = {
    "": Invitation.id.desc(),
    "expires": (Invitation.expires_at, Invitation.id),
    "-expires": (Invitation.expires_at.desc(), Invitation.id),
}
"""What the list is sorted by, as its address says it."""


@dataclass(frozen=True)
class Row:
    """An invitation, who made it, and how it stands now."""

    invitation: Invitation
    host: str
    state: str


@dataclass(frozen=True)
class Rows:
    """A page of them."""

    items: Sequence[Row]
    next: str | None


def _role(row: Row) -> str:
    return str(ROLES.get(row.invitation.role, row.invitation.role))


def _scope(row: Row) -> str:
    return scopes.name_of(row.invitation.scope, scopes.names())


def _made(row: Row) -> str:
    return f"{row.host} {short(row.invitation.created_at)}".strip()


def _accepted(row: Row) -> str:
    most = row.invitation.most
    return f"{row.invitation.accepted} / {most}" if most else str(row.invitation.accepted)


def _revocation(row: Row) -> str:
    """The button that takes it back, where it still can be and this person may."""
    one = row.invitation
    if row.state != OPEN or not may_grant(auth.identity(), one.role, one.scope):
        return ""
    drawn: str = get_template_attribute("organizer/people/invitation_revocation.html", "button")(one, _role(row))
    return drawn


LISTING: Listing[Row] = Listing(
    name="invitations",
    title=_l("已发出的邀请"),
    columns=(
        Column("role", _l("角色"), _role, head=True, note=_scope),
        Column("scope", _l("适用范围"), _scope, filed_only=True),
        Column("to", _l("发给"), lambda row: row.invitation.email or _("有链接的人"), note=_made),
        Column("by", _l("邀请人"), lambda row: row.host, filed_only=True),
        Column("made", _l("邀请时间"), lambda row: row.invitation.created_at, filed_only=True),
        Column("accepted", _l("已接受"), lambda row: row.invitation.accepted, shown=_accepted, number=True),
        Column("most", _l("可接受人数"), lambda row: row.invitation.most, filed_only=True),
        state("state", _l("状态"), lambda row: row.state, PREFIX),
        Column("expires", _l("有效期至"), lambda row: row.invitation.expires_at, keep=True, sort=True),
        Column("action", _l("操作"), lambda _row: None, shown=_revocation, page_only=True),
    ),
    filters=(
        Choice("state", _l("状态"), options=lambda: [(key, STATES[PREFIX + key][0]) for key in KNOWN_STATES]),
        Choice("role", _l("角色"), options=lambda: [(role, ROLES[role]) for role in PEOPLE]),
        Choice("scope", _l("适用范围"), options=scopes.seen),
        Words("email", _l("邮箱")),
    ),
    empty=(_l("没有符合条件的邀请"), _l("新建的邀请会显示在这里。")),
)


def read(asked: Asked) -> Rows:
    """A page of them, the latest first unless asked otherwise."""
    session, order = request_session.session(), ORDERS[asked.sort]
    wanted = select_invitations(auth.identity(), asked.queries)
    found = page(session, wanted, order, asked.after, asked.limit)
    hosts, now = names_of(session, [one.created_by for one in found.items]), clock.now()
    rows = [Row(one, hosts.get(one.created_by, ""), one.state(now)) for one in found.items]
    return Rows(rows, found.next)
