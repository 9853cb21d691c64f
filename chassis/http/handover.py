"""An answer that takes the connection away from the web server: for streams that outlast a request by hours.

The web server (`deploy/handover.py`) offers the connection in the WSGI environment. Whoever accepts gives an answer
without a body; its head is not sent but handed over together with the connection. Elsewhere there is no offer.
"""

import socket
from collections.abc import Callable

from flask import request
from werkzeug import Response

OFFER = "egret.handover"
"""The key in the WSGI environment."""
Taker = Callable[[socket.socket, bytes], None]
"""Called with the connection and the head of the answer, still to be written; must not block."""


class Offer:
    """The connection of one request, to be taken with its answer."""

    taker: Taker | None = None
    head = b""


def offered(taker: Taker) -> Response | None:
    """Accept this request's connection: an empty answer to return. None where none is offered."""
    offer = request.environ.get(OFFER)
    if not isinstance(offer, Offer) or request.method != "GET":
        return None
    offer.taker = taker
    return Response()
