"""Compressed answers: pages and feeds, never streams or files, and nothing another site had a browser ask for.

A compressed secret can be guessed from outside by whoever makes a browser ask many times and sees how long the answers
are (BREACH). Browsers tell when another site made them ask; a personal page is then sent as it is.
"""

import gzip
from functools import lru_cache

import brotli
from flask import Flask, Response, request
from werkzeug.http import parse_accept_header

LEAST = 1024
"""Bytes below which an answer fits into one packet anyway."""
MOST = 4 << 20
KINDS = (
    "text/html",
    "text/plain",
    "text/calendar",
    "application/json",
    "application/problem+json",
    "application/xml",
    "application/atom+xml",
)
FINE, COARSE = 5, 6
"""Brotli's and gzip's levels for what is made anew each time: nearly their best, at a tenth of the time."""
WINDOWS = 16, 22
"""Bits of the least and the largest stretch that brotli looks back over: one larger than the content only costs time.
"""
OWN = {"same-origin", "none"}


@lru_cache(maxsize=1000)
def encoding_for(accepted: str) -> str:
    """The encoding that an Accept-Encoding header asks for: `br`, `gzip`, or an empty string."""
    found = parse_accept_header(accepted) if accepted else None
    return next((name for name in ("br", "gzip") if found and found.quality(name) > 0), "")


def compress(content: bytes, encoding: str, *, best: bool = False) -> bytes:
    """The content in an encoding; `best` takes its time, for what is compressed once."""
    if encoding == "br":
        window = min(max(len(content).bit_length(), WINDOWS[0]), WINDOWS[1])
        return bytes(brotli.compress(content, mode=brotli.MODE_TEXT, quality=11 if best else FINE, lgwin=window))
    return gzip.compress(content, 9 if best else COARSE, mtime=0)


def _open_to_guessing() -> bool:
    """Whether the answer is somebody's own and the browser does not say that one of our pages asked for it."""
    return bool(request.cookies) and request.headers.get("Sec-Fetch-Site") not in OWN


def _squeeze(response: Response) -> Response:
    if (
        response.mimetype not in KINDS
        or response.is_streamed
        or response.direct_passthrough
        or "Content-Encoding" in response.headers
        or "Content-Disposition" in response.headers
        or not LEAST <= (response.content_length or 0) <= MOST
    ):
        return response
    response.vary.add("Accept-Encoding")
    encoding = encoding_for(request.headers.get("Accept-Encoding", ""))
    if encoding and response.status_code != 206 and not _open_to_guessing():
        response.set_data(compress(response.get_data(), encoding))
        response.headers["Content-Encoding"] = encoding
        if response.headers.get("ETag"):
            tag, _ = response.get_etag()
            response.set_etag(f"{tag}-{encoding}", weak=True)
    return response


def init_app(app: Flask) -> None:
    """Compress what the app answers."""
    app.after_request(_squeeze)
