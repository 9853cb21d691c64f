"""Over TLS, every cookie of ours gets the `__Host-` prefix: browsers then take it from nobody but this very host.

Done at the edge, so that the rest of the gateway knows each cookie by one name. A cookie without the prefix, which a
neighbouring host could have set for the whole domain, is left out of what comes in.
"""

from collections.abc import Callable, Iterable
from typing import Any

OURS, PREFIX = "egret_", "__Host-"
Wsgi = Callable[..., Iterable[bytes]]


def incoming(header: str) -> str:
    """The Cookie header with our prefixed cookies under their plain names, and without unprefixed ones of ours."""
    pairs = [pair.strip() for pair in header.split(";")]
    kept = [pair for pair in pairs if not pair.startswith(OURS)]
    return "; ".join(pair.removeprefix(PREFIX) if pair.startswith(PREFIX + OURS) else pair for pair in kept)


def outgoing(header: str) -> str:
    """A Set-Cookie header of ours with the prefix, and with `Secure`, which the prefix demands."""
    if not header.startswith(OURS):
        return header
    secure = any(part.strip().lower() == "secure" for part in header.split(";"))
    return PREFIX + header + ("" if secure else "; Secure")


def drop_unreadable(environ: dict[str, Any]) -> None:
    """Take a Cookie header out of the request that is no text: none of ours is such, and nothing could read it."""
    try:
        environ.get("HTTP_COOKIE", "").encode("latin-1").decode()
    except UnicodeError:
        del environ["HTTP_COOKIE"]


def readable(app: Wsgi) -> Wsgi:
    """The application, which is given no cookies that it cannot read."""

    def call(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        drop_unreadable(environ)
        return app(environ, start_response)

    return call


def prefixed(app: Wsgi) -> Wsgi:
    """The application, with its cookies prefixed towards the browser."""

    def call(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        if "HTTP_COOKIE" in environ:
            environ["HTTP_COOKIE"] = incoming(environ["HTTP_COOKIE"])

        def begin(status: str, headers: list[tuple[str, str]], *exc_info: Any) -> Any:
            named = [(name, outgoing(value) if name.lower() == "set-cookie" else value) for name, value in headers]
            return start_response(status, named, *exc_info)

        return app(environ, begin)

    return call
