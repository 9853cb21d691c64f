"""The organizer's live activity page."""

from datetime import timedelta
from functools import partial

from flask import Blueprint, Flask, request
from flask_babel import lazy_gettext as _l
from werkzeug import Response

from chassis.http import auth
from chassis.http.auth import Identity, allow
from chassis.http.errors import Unauthenticated
from contracts.roles import OVERSEEING
from gateway.accounts import sessions
from gateway.clients.notify import NOTIFY, Feed, Line
from gateway.config import GatewaySettings
from gateway.lists.asked import Asked
from gateway.lists.columns import Column
from gateway.lists.filters import Choice, Day, named
from gateway.lists.listing import Listing
from gateway.live import streaming
from gateway.live.watcher import Reach
from gateway.shell import access

blp = Blueprint("activity", __name__)
BEARER = "Bearer "
KINDS = {"entries": _l("参赛项目"), "judging": _l("评审"), "outreach": _l("志愿服务"), "site": _l("网站与投诉举报")}
LISTING: Listing[Line] = Listing(
    name="activity",
    title=_l("实时动态"),
    columns=(
        Column("at", _l("时间"), lambda row: row.at, keep=True),
        Column("text", _l("动态"), lambda row: row.text, head=True),
    ),
    filters=(
        Choice("kind", _l("类别"), options=named(KINDS)),
        Day("since", _l("从")),
        Day("until", _l("到"), end=True),
    ),
)


@blp.route("/organizer/activity", methods=["GET"])
@allow(*OVERSEEING)
def listing() -> Response:
    """What happened last, newest first; the script adds what happens while the first page, of everything, is open."""
    return LISTING.answer(_read, "organizer/operations/activity.html")


def _read(asked: Asked) -> Feed:
    return NOTIFY.activity(asked.query())


@blp.route("/organizer/activity/stream", methods=["GET"])
@allow(*OVERSEEING)
def stream() -> Response:
    """Server-sent events of what happens, as far as and as long as this person may see it."""
    authorization = request.headers.get("Authorization", "")
    ticket = authorization if authorization.startswith(BEARER) else access.session_secret()
    return streaming.stream(ticket, _reach(auth.identity()))


def reach_of(app: Flask, ticket: str) -> Reach:
    """What the holder of a session, or of a token (`Bearer …`), may see at this moment; nothing where it has ended."""
    if ticket.startswith(BEARER):
        try:
            token, secret = ticket.removeprefix(BEARER), app.extensions["egret_settings"].secret
            return _reach(auth.verify(token, audience="gateway", secret=secret))
        except Unauthenticated:
            return frozenset()
    with app.extensions["egret_database"].read() as session:
        idle = timedelta(hours=app.extensions["egret_settings"].session_idle_hours)
        person = sessions.identity_of(session, ticket, idle=idle)
    return frozenset() if person is None else _reach(person)


def _reach(person: Identity) -> Reach:
    return frozenset(person.scopes(*OVERSEEING))


def init_app(app: Flask, own: GatewaySettings) -> None:
    """Let the app serve live streams."""
    streaming.init_app(app, own, partial(reach_of, app))
