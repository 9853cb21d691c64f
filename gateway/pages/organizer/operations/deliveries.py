"""What became of messages: each with its state and the last answer, to be sent again or noted as dealt with."""

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from werkzeug import Response

from chassis.http.auth import allow
from contracts.roles import ORGANIZER, OVERSEEING
from gateway.clients.notify import NOTIFY, Delivery
from gateway.clients.service import Page
from gateway.forms.pressing import press
from gateway.lists.asked import Asked
from gateway.lists.columns import Column, state
from gateway.lists.filters import Choice, Words, named
from gateway.lists.listing import Listing

blp = Blueprint("deliveries", __name__)
CHANNELS = {"email": _l("邮件"), "mobile": _l("短信")}
UNDELIVERED = "undelivered"
"""All states in which somebody has to look."""
PREFIX = "delivery-"
"""Before the states of deliveries in the table of states."""
STATES = {
    UNDELIVERED: _l("需要处理"),
    "": _l("全部"),
    "sent": _l("已发出"),
    "queued": _l("等待发送"),
    "retry": _l("稍后重试"),
    "no-address": _l("没有地址"),
    "expired": _l("未发送"),
    "dealt-with": _l("已处理"),
}
SEALED = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'"
"""A mail may look as it likes, and do nothing."""


def channel(row: Delivery) -> str:
    """How it goes, in words."""
    return str(CHANNELS.get(row.channel, "—"))


LISTING: Listing[Delivery] = Listing(
    name="deliveries",
    title=_l("发送记录"),
    columns=(
        Column(
            "to",
            _l("收件人"),
            lambda row: row.to or _("一位用户"),
            head=True,
            link=lambda row: url_for("deliveries.show", delivery_id=row.id),
            note=lambda row: row.title,
        ),
        Column("kind", _l("类别"), lambda row: row.title, filed_only=True),
        Column("channel", _l("方式"), channel, keep=True),
        state("state", _l("状态"), lambda row: row.state, PREFIX),
        Column("reason", _l("对方最后的答复"), lambda row: row.reason),
        Column("attempts", _l("尝试次数"), lambda row: row.attempts, number=True),
        Column("at", _l("时间"), lambda row: row.updated_at, keep=True),
    ),
    filters=(
        Choice("state", _l("状态"), options=named(STATES), tabs=True),
        Choice("channel", _l("方式"), options=named(CHANNELS)),
        Words("person", _l("收件人")),
    ),
    empty=(_l("没有符合条件的发送记录"), _l("请换一个条件查看；有通知发出后会显示在这里。")),
)


@blp.route("/organizer/deliveries", methods=["GET"])
@allow(*OVERSEEING, everywhere=True)
def listing() -> Response:
    """Deliveries, newest first."""
    return LISTING.answer(_read, "organizer/operations/deliveries.html", undelivered=UNDELIVERED)


def _read(asked: Asked) -> Page[Delivery]:
    return NOTIFY.deliveries(asked.query())


@blp.route("/organizer/deliveries/<uuid:delivery_id>", methods=["GET"])
@allow(*OVERSEEING, everywhere=True)
def show(delivery_id: UUID) -> str:
    """One delivery: where it stands, what it says, and how it looks."""
    found = NOTIFY.delivery(delivery_id)
    return render_template("organizer/operations/delivery.html", delivery=found, channel=channel(found), prefix=PREFIX)


@blp.route("/organizer/deliveries/<uuid:delivery_id>/html", methods=["GET"])
@allow(*OVERSEEING, everywhere=True)
def html(delivery_id: UUID) -> Response:
    """The mail's HTML, sealed off, for the frame on its page."""
    response = Response(NOTIFY.delivery(delivery_id).html, content_type="text/html; charset=utf-8")
    response.headers["Content-Security-Policy"] = SEALED
    response.headers["X-Frame-Options"] = "SAMEORIGIN"
    return response


@blp.route("/organizer/deliveries/<uuid:delivery_id>/again", methods=["POST"])
@allow(ORGANIZER, everywhere=True)
def send_again(delivery_id: UUID) -> Response:
    """Send it again."""
    press(lambda: NOTIFY.send_again(delivery_id), _("已安排重新发送，稍后在这里查看结果。"), among={409})
    return redirect(url_for("deliveries.show", delivery_id=delivery_id), 303)


@blp.route("/organizer/deliveries/<uuid:delivery_id>/dealt-with", methods=["POST"])
@allow(ORGANIZER, everywhere=True)
def deal_with(delivery_id: UUID) -> Response:
    """Note that it was seen to in another way."""
    press(lambda: NOTIFY.deal_with(delivery_id), _("已标为已处理。"), among={409})
    return redirect(url_for("deliveries.listing", state=UNDELIVERED), 303)


@blp.route("/organizer/deliveries/dealt-with", methods=["POST"])
@allow(ORGANIZER, everywhere=True)
def deal_with_all() -> Response:
    """The same for all that did not arrive, up to the newest on the page."""
    done = NOTIFY.deal_with_all(request.form["through"]).dealt_with
    flash(ngettext("已将 %(num)d 条标为已处理。", "已将 %(num)d 条标为已处理。", done), "success")
    return redirect(url_for("deliveries.listing", state=UNDELIVERED), 303)
