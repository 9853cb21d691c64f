"""Who is affected by a change of an outreach event, what happens to them, and by which way each is told."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from flask import render_template
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from markupsafe import Markup
from sqlalchemy import select

from chassis.http import request_session
from gateway.accounts.models import Account
from gateway.clients.registration.outreach import Effect, Effects, Whereabouts
from gateway.shell.display import named
from gateway.shell.whole_dates import span

EMAIL, MOBILE, INBOX = "email", "mobile", "inbox"
WAYS = {EMAIL: _l("邮件和站内消息"), MOBILE: _l("短信和站内消息"), INBOX: _l("站内消息")}
"""How a person is told: by the address they gave; the inbox has every message."""


@dataclass(frozen=True)
class Row:
    """One person's line of the page."""

    name: str
    what: str
    before: str
    after: str
    way: str


def page(effects: Effects, *, title: str, action: str, button: str, kept: Mapping[str, str], back: str) -> str:
    """Ask once whether this is to happen to these people; `kept` is sent along to `action` with the yes.

    `back` is where one goes without it.
    """
    ways = _ways({effect.volunteer.id for effect in effects.items})
    counts = Counter(ways.values())
    return render_template(
        "organizer/outreach/affected.html",
        title=title,
        action=action,
        button=button,
        kept={**kept, "agreed": effects.agreed},
        back=back,
        people=len(ways),
        told=[(WAYS[way], counts[way]) for way in WAYS if counts[way]],
        rows=[_row(effect, ways[effect.volunteer.id]) for effect in effects.items],
    )


def _ways(accounts: set[UUID]) -> dict[UUID, str]:
    known = select(Account.id, Account.email, Account.mobile).where(Account.id.in_(accounts))
    found = {one.id: EMAIL if one.email else MOBILE for one in request_session.session().execute(known)}
    return {account: found.get(account, INBOX) for account in accounts}


def _row(effect: Effect, way: str) -> Row:
    after = _("不再举行") if effect.kind == "cancelled" else _where(effect.after)
    return Row(
        effect.volunteer.name,
        _what(effect),
        _where(effect.before),
        _("不变") if effect.before == effect.after and effect.kind != "cancelled" else after,
        str(WAYS[way]),
    )


def _what(effect: Effect) -> str:
    if effect.kind == "promoted":
        return str(_("由候补递补为录用"))
    if effect.because is not None:
        names = {"event": named(effect.because, "event"), "post": named(effect.because, "post")}
        return str(_("与其参加的“%(event)s”的“%(post)s”时间冲突，由录用转为候补", **names))
    if effect.kind == "cancelled":
        return str(_("候补取消") if effect.waits else _("报名取消"))
    return str(_("安排有变，候补顺序不变") if effect.waits else _("安排有变，名额保留"))


def _where(place: Whereabouts) -> str:
    return Markup(" · ").join((named(place, "post"), span(place.starts_at, place.ends_at), named(place, "place")))
