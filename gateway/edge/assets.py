"""Static files under names that carry a hash of their content, so that browsers may keep them for good."""

import hashlib
import mimetypes
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from time import monotonic
from urllib.parse import quote

import flask_bootstrap
from flask import Flask, request
from markupsafe import Markup
from werkzeug import Response

from chassis.http.auth import PUBLIC, allow
from chassis.http.errors import NotFound
from gateway.edge.compression import compress, encoding_for
from gateway.edge.security import nonce

OWN = Path(__file__).parents[1] / "static"
BOOTSTRAP = Path(flask_bootstrap.__file__).parent / "static" / "bootstrap5"
FOREVER = "public, max-age=31536000, immutable"
VENDORED = {"bootstrap.css": BOOTSTRAP / "css" / "bootstrap.min.css"}
"""Files served from an installed package, by the name used in templates."""


@dataclass(frozen=True)
class Asset:
    """A static file in memory, and the hash in its address."""

    content: bytes
    version: str

    @lru_cache(maxsize=300)  # noqa: B019  assets are as few as files, and kept anyway
    def compressed(self, encoding: str) -> bytes:
        """Its content as it goes over the wire; made when first asked for, as the best compression takes long."""
        return compress(self.content, encoding, best=True) if encoding else self.content


@lru_cache(maxsize=100)
def _load(path: Path, _changed: int) -> Asset:
    content = path.read_bytes()
    return Asset(content, hashlib.sha256(content).hexdigest()[:12])


@lru_cache(maxsize=500)
def _place(name: str) -> Path:
    """Of what is there; the name is a stranger's, and never asked of the disk."""
    path = VENDORED.get(name) or _own().get(name)
    if path is None or not path.is_file():
        raise NotFound
    return path


@lru_cache(maxsize=1)
def _own() -> dict[str, Path]:
    return {path.relative_to(OWN).as_posix(): path for path in OWN.rglob("*") if path.is_file()}


def _find(name: str) -> Asset:
    path = _place(name)
    return _load(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=500)
def _address(name: str, _second: int) -> str:
    return f"/static/{_find(name).version}/{quote(name)}"


def asset(name: str) -> str:
    """The address of a static file, for templates; a file that changed gets another within a second. Raises NotFound.

    A page names half a dozen, and looking on the disk for each cost more than writing out a list.
    """
    return _address(name, int(monotonic()))


def script(name: str) -> Markup:
    """The element that loads one of our scripts once the page is read. Raises NotFound."""
    allowed = Markup(' nonce="{}"').format(word) if (word := nonce()) else ""
    return Markup('<script src="{}"{} defer></script>').format(asset(name), allowed)


@allow(PUBLIC)
def serve(version: str, name: str) -> Response:
    """A static file; immutable where the address carries the hash of what is served."""
    found = _find(name)
    encoding = encoding_for(request.headers.get("Accept-Encoding", ""))
    response = Response(found.compressed(encoding), content_type=_type_of(name))
    if encoding:
        response.headers["Content-Encoding"] = encoding
    response.headers["Vary"] = "Accept-Encoding"
    response.headers["Cache-Control"] = FOREVER if version == found.version else "no-cache"
    response.set_etag(f"{found.version}{encoding and f'-{encoding}'}")
    return response.make_conditional(request)


def _type_of(name: str) -> str:
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    return f"{kind}; charset=utf-8" if kind.startswith("text/") else kind


def init_app(app: Flask) -> None:
    """Serve the static files and let templates name them."""
    app.add_url_rule("/static/<version>/<path:name>", "asset", serve)
    app.jinja_env.globals |= {"asset": asset, "script": script}


def requested() -> bool:
    """Whether this request asks for a static file, which needs to know nobody."""
    return request.endpoint == "asset"
