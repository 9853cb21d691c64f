"""What the client of every service is made of: a method per call, an address written once, an answer with a type.

    class Message(Answer, frozen=True):
        id: UUID
        title: str

    class Notify(Service):
        part = "notify"

        def messages(self, after: str | None) -> Page[Message]:
            '''Own messages, newest first.'''
            return self._get(Page[Message], "/inbox", after=after)

`tests/rules/test_clients.py` compares every answer with the service's OpenAPI document.
"""

import contextvars
import functools
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor, wait
from typing import Any, ClassVar, Generic, TypeVar, overload
from urllib.parse import quote

import msgspec

from chassis import shapes
from chassis.http.auth import Identity
from chassis.http.client import TIMEOUT, Refused, Reply
from chassis.http.errors import Problem
from gateway.clients import calls

GLANCE = 1.0
"""Seconds a page waits for something it can do without."""
SENDING = 600.0
"""Seconds for a file, or a part of one, once it has been sent."""
SIDE_BY_SIDE = 32
"""How many questions of all pages of a process may be on their way beside those of the pages' own threads."""


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """What a service says. A field that the service does not name is an error; what nobody asks for is left out."""


T = TypeVar("T")
U = TypeVar("U")
V = TypeVar("V")
A = TypeVar("A", bound=Answer)


class Page(Answer, Generic[A], frozen=True, kw_only=True):
    """One page of a listing."""

    items: tuple[A, ...]
    next: str | None = None
    """Where the next page begins; None on the last one."""


class Service:
    """One service, asked as the person who looks at the page. Holds nothing, so that one object serves all threads.

    Methods raise Refused with the service's problem, Unavailable where it does not answer.
    """

    part: ClassVar[str]

    def _ask(self, method: str, path: str, answer: Any, **options: Any) -> Reply:
        """One call; every other method goes through here. `answer` is what its body will be read as, if at all."""
        return calls.call(self.part, method, path, **options)

    def _get(self, answer: type[T], path: str, **query: Any) -> T:
        """Read something."""
        return _read(answer, self._ask("GET", path, answer, query=_asked(query)))

    def _try(self, answer: type[T], path: str, **query: Any) -> T | None:
        """Read what a page can do without: None where there is none or the service is away."""
        try:
            return _read(answer, self._ask("GET", path, answer, query=_asked(query), timeout=GLANCE))
        except (Refused, Problem):
            return None

    def _all(self, answer: type[A], path: str, *, most: int, **query: Any) -> list[A]:
        """The items of a listing, page after page, up to `most`."""
        items: list[A] = []
        after: str | None = None
        while len(items) < most:
            # The type checker knows no generic that is made of a value; msgspec does.
            kind: Any = Page[answer]  # type: ignore[valid-type]  # as above
            found: Page[A] = self._get(kind, path, after=after, **query)
            items.extend(found.items)
            after = found.next
            if not after:
                break
        return items[:most]

    def _send(
        self,
        answer: type[T],
        method: str,
        path: str,
        *,
        etag: str | None = None,
        key: str | None = None,
        json: Any = None,
        timeout: float = TIMEOUT,
        identity: Identity | None = None,
        **query: Any,
    ) -> T:
        """Ask for a change: of the version `etag`, or once whatever happens, by `key`. Refused with 412 where stale.

        `identity`: for whom, where that is not the person who looks.
        """
        options = {"json": json, "query": _asked(query), "timeout": timeout, "identity": identity}
        return _read(answer, self._ask(method, path, answer, headers=_conditions(etag, key), **options))

    def _send_file(self, method: str, path: str, name: str, body: Iterable[bytes]) -> None:
        """Send a whole file under its name, as it comes."""
        self._ask(method, path, None, headers=_named(name), body=body, timeout=SENDING)

    def _add_file(self, answer: type[T], method: str, path: str, name: str, body: Iterable[bytes]) -> T:
        """As `_send_file`, where somebody wants to know what it became."""
        return _read(answer, self._ask(method, path, answer, headers=_named(name), body=body, timeout=SENDING))

    def _do(
        self,
        method: str,
        path: str,
        *,
        etag: str | None = None,
        key: str | None = None,
        json: Any = None,
        timeout: float = TIMEOUT,
        **query: Any,
    ) -> None:
        """As `_send`, where nothing is answered or nobody wants to know."""
        options = {"json": json, "query": _asked(query), "timeout": timeout}
        self._ask(method, path, None, headers=_conditions(etag, key), **options)


def _named(name: str) -> dict[str, str]:
    return {"Content-Type": "application/octet-stream", "X-File-Name": quote(name, safe="")}


def _asked(query: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in query.items() if value not in (None, "")}


def _conditions(etag: str | None, key: str | None) -> dict[str, str]:
    return {name: value for name, value in (("If-Match", etag), ("Idempotency-Key", key)) if value is not None}


def _read(answer: type[T], reply: Reply) -> T:
    return shapes.read(reply.content(), answer)


@functools.cache
def _threads() -> ThreadPoolExecutor:
    """Made when first asked for: a process that forks must not have them yet."""
    return ThreadPoolExecutor(SIDE_BY_SIDE, "side-by-side")


@overload
def side_by_side(first: Callable[[], T], second: Callable[[], U], /) -> tuple[T, U]: ...


@overload
def side_by_side(first: Callable[[], T], second: Callable[[], U], third: Callable[[], V], /) -> tuple[T, U, V]: ...


def side_by_side(first: Callable[[], Any], /, *others: Callable[[], Any]) -> tuple[Any, ...]:
    """Ask services at the same time, the first one within this thread. Raises what the first that fails raises."""
    waiting = [_threads().submit(contextvars.copy_context().run, other) for other in others]
    try:
        found = first()
    finally:
        wait(waiting)  # the request's context must outlive the other questions
    return found, *(one.result() for one in waiting)
