"""Calls from one part to another: signed, traced, within a deadline, repeated only where that is safe."""

import logging
import re
import secrets
import time
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from chassis import trace
from chassis.http import auth, deadline
from chassis.http.auth import Identity
from chassis.http.breaker import Breaker, Open
from chassis.http.errors import NotFound, Problem, Unavailable
from chassis.http.transports import Answer, Body, Broken, Cut, Http, NotSent, Transport, Wsgi, target

__all__ = ["Http", "Refused", "Reply", "ServiceClient", "Wsgi"]
log = logging.getLogger(__name__)

_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
TIMEOUT = 5.0
"""Seconds until an answer must have begun, unless a call says otherwise."""
REPEATABLE = {"GET", "HEAD", "OPTIONS", "PUT", "DELETE"}
FAILING = {502, 503, 504}
RETRIES = 2
FIRST_WAIT = 0.05
"""Seconds before the first repetition, doubled for the next, give or take half."""


class Refused(Problem):
    """The part answered with a problem. Left alone it becomes the answer of the caller too.

    `wait` is how long it asks not to be asked again, as the header Retry-After says it.
    """

    def __init__(self, status: int, problem: Mapping[str, Any], wait: str = "") -> None:
        super().__init__()
        self.status, self.problem = status, dict(problem)
        self.code = str(problem.get("code", f"http-{status}"))
        self.headers = {"Retry-After": wait} if wait else {}

    def body(self) -> dict[str, Any]:
        """The part's own words."""
        return super().body() | self.problem


class Reply:
    """What a part answered. A streamed one must be closed: `response.call_on_close(reply.close)`."""

    def __init__(self, answer: Answer) -> None:
        self.status, self.headers, self.close = answer.status, answer.headers, answer.close
        self._chunks = answer.chunks
        self._content: bytes | None = None

    def content(self) -> bytes:
        """The whole body."""
        if self._content is None:
            self._content = b"".join(self._chunks)
        return self._content

    def json(self) -> Any:
        """The body as JSON data; None where there is none."""
        return msgspec.json.decode(self.content()) if self.content() else None

    def iter(self) -> Iterator[bytes]:
        """The body as it arrives; closes itself at its end. Raises `transports.Broken`."""
        return self._chunks if self._content is None else iter((self._content,))


class _Failing(Exception):
    """An answer that tells of a part in trouble, not of the request."""

    def __init__(self, reply: Reply) -> None:
        super().__init__(str(reply.status))
        self.reply = reply


class _Call:
    """One request, which may be sent several times."""

    def __init__(self, method: str, address: str, headers: dict[str, str], body: Body, seconds: float) -> None:
        self.method, self.address, self.headers, self.body = method, address, headers, body
        self.whole = body is None or isinstance(body, bytes)
        self._seconds, self._due = seconds, time.monotonic() + seconds

    def left(self) -> float:
        """Seconds until it is too late. A stream is sent as fast as its sender can, so its time starts afterwards."""
        return max(0.0, self._due - time.monotonic()) if self.whole else self._seconds

    def may_follow(self, failure: Exception) -> bool:
        """Whether sending it again cannot do it twice."""
        if isinstance(failure, NotSent):
            return self.whole
        late = isinstance(failure, Broken) and failure.late
        keyed = any(name.lower() == "idempotency-key" for name in self.headers)
        return self.whole and not late and (keyed or self.method in REPEATABLE)


class ServiceClient:
    """Speaks to one part for whoever is signed in. Safe to share between threads."""

    def __init__(self, name: str, transport: Transport, secret: str, *, breaker: Breaker | None = None) -> None:
        self.name, self._transport, self._secret = name, transport, secret
        self._breaker = breaker or Breaker(blameless=Cut, name=name)

    def call(
        self,
        method: str,
        path: str,
        *,
        identity: Identity,
        json: Any = None,
        query: Mapping[str, Any] | None = None,
        headers: Mapping[str, str] | None = None,
        body: Body = None,
        stream: bool = False,
        timeout: float = TIMEOUT,
    ) -> Reply:
        """Call `path` (not quoted). `body` is bytes, a file or an iterator; `stream` leaves the answer unread.

        Raises Refused for an answer of 400 or above, Unavailable where none began within `timeout` seconds, and
        whatever went wrong where the body comes from.
        """
        if {".", ".."} & set(path.split("/")):
            raise NotFound
        seconds = deadline.left(timeout)
        if seconds <= 0:
            raise Unavailable
        sent = _headers(identity, headers or {})
        if json is not None:
            body, sent["Content-Type"] = msgspec.json.encode(json, enc_hook=str), "application/json"
        reply = self._guarded(_Call(method, target(path, query), sent, body, seconds), identity, stream)
        if reply.status >= 400:
            raise Refused(reply.status, _problem(reply), reply.headers.get("Retry-After", ""))
        return reply

    def _guarded(self, call: _Call, identity: Identity, stream: bool) -> Reply:
        try:
            with self._breaker.guard():
                return self._attempts(call, identity, stream)
        except Open as error:
            raise Unavailable from error
        except (NotSent, Broken) as error:
            log.warning("%s did not answer %s %s: %s", self.name, call.method, call.address.partition("?")[0], error)
            raise Unavailable from error
        except Cut as cut:
            raise cut.__cause__ or cut from None
        except _Failing as failing:
            return failing.reply

    def _attempts(self, call: _Call, identity: Identity, stream: bool) -> Reply:
        attempt = 0
        while True:
            try:
                return self._once(call, identity, stream)
            except (NotSent, Broken, _Failing) as failure:
                pause = FIRST_WAIT * 2**attempt * secrets.SystemRandom().uniform(0.5, 1.5)
                if isinstance(failure, _Failing):
                    pause = max(pause, _retry_after(failure.reply))
                if attempt == RETRIES or pause >= call.left() or not call.may_follow(failure):
                    raise
                attempt += 1
            time.sleep(pause)

    def _once(self, call: _Call, identity: Identity, stream: bool) -> Reply:
        token = auth.sign(identity, audience=self.name, secret=self._secret)
        headers = {"Authorization": f"Bearer {token}", "traceparent": trace.current(), **call.headers}
        if call.whole:
            headers[deadline.HEADER] = str(int(call.left() * 1000))
        seconds = max(call.left(), 0.001)
        reply = Reply(self._transport.send(call.method, call.address, headers, call.body, seconds, stream=stream))
        if not stream or reply.status >= 400:
            reply.content()
            reply.close()
        if reply.status in FAILING:
            raise _Failing(reply)
        return reply


def _headers(identity: Identity, more: Mapping[str, str]) -> dict[str, str]:
    own = {"Accept": "application/json", "Accept-Language": identity.locale.replace("_", "-")}
    return own | {name: _sendable(value) for name, value in more.items()}


def _sendable(value: str) -> str:
    """The value of a header as any transport carries it: in Latin-1, on one line, without space around."""
    plain = _CONTROL.sub("", value).strip()
    return plain if plain.isascii() else plain.encode("latin-1", "replace").decode("latin-1")


def _retry_after(reply: Reply) -> float:
    """Seconds the part asks to be left alone; a date counts as too long to wait for."""
    value = reply.headers.get("Retry-After", "0")
    return float(value) if value.isascii() and value.isdigit() else float("inf")


def _problem(reply: Reply) -> dict[str, Any]:
    """The problem in an answer; empty where something else than a part answered."""
    try:
        found = reply.json()
    except msgspec.DecodeError:
        return {}
    return found if isinstance(found, dict) else {}
