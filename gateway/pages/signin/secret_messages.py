"""Handing secrets to notify, to be sent at once: over a call, never through an outbox or a queue."""

import logging

from flask import flash, redirect, session, url_for
from flask_babel import lazy_gettext as _l
from werkzeug import Response

from chassis.http.auth import Identity
from chassis.http.client import Refused
from chassis.http.errors import Problem, Unavailable
from gateway.accounts.identifiers import EMAIL, MOBILE, Identifier
from gateway.clients.notify import NOTIFY
from gateway.credentials.codes import MINUTES
from gateway.credentials.registration import Sending
from gateway.edge.security import public_address

log = logging.getLogger(__name__)

_LATE = {
    EMAIL: _l("邮件服务器应答较慢，邮件可能晚几分钟送达。迟迟没有收到时，请重新发送。"),
    MOBILE: _l("短信平台应答较慢，短信可能晚几分钟送达。迟迟没有收到时，请重新发送。"),
}
"""What is said where it is not known yet whether a message has left."""
ASKED = "asked"
"""Where the browser's own cookie holds which code it asked for."""
FOLDER = "kept"
"""Where the browser's own cookie holds the folder into which messages are written for want of a mail server."""


def send_code(sending: Sending) -> Response:
    """Have the code sent and go on to the page that takes it. Raises Problem where it cannot be taken in now."""
    send(sending)
    session[ASKED] = str(sending.code_id)
    return redirect(url_for("codes.form"), 303)


def send(sending: Sending) -> None:
    """Have the code sent. Raises Problem where it cannot be taken in now: ask the person to try again."""
    link = (
        url_for("codes.link", code_id=sending.code_id, token=sending.token) if sending.token else url_for("home.front")
    )
    facts = {"code": sending.code, "link": link, "minutes": MINUTES, "name": sending.name}
    deliver(sending.kind, sending.locale, sending.to, **facts)


def notice(kind: str, person: Identity, to: Identifier) -> None:
    """Tell an address that is no longer the account's what happened. Where it cannot be told, the log says so."""
    try:
        deliver(kind, person.locale, to, name=person.name, link=url_for("profile.show"))
    except Problem as problem:
        log.warning("a notice of kind %s was not taken in: %s", kind, problem.code)


def deliver(kind: str, locale: str, to: Identifier, **facts: object) -> None:
    """Hand one message over; where it may come late, the next page says so. Raises Problem where it cannot leave."""
    facts["link"] = public_address(str(facts.get("link") or "/"))
    message = {"kind": kind, "locale": locale, "channel": to.kind, "address": to.value, "facts": facts}
    try:
        taken = NOTIFY.send_secret(message)
    except Refused as refused:
        if refused.status in {429, 503}:
            raise Unavailable from refused
        raise
    session[FOLDER] = taken.folder
    if not taken.sent:
        flash(_LATE[to.kind], "warning")
