"""Static files under names that carry a hash of their content, so that browsers may keep them for good."""

import hashlib
import mimetypes
from functools import lru_cache
from pathlib import Path

import flask_bootstrap
from flask import Flask, Response, request, send_file, url_for

from chassis.auth import PUBLIC, allow
from chassis.errors import NotFound

OWN = Path(__file__).parent / "static"
BOOTSTRAP = Path(flask_bootstrap.__file__).parent / "static" / "bootstrap5"
FOREVER = "public, max-age=31536000, immutable"
VENDORED = {"bootstrap.css": BOOTSTRAP / "css" / "bootstrap.min.css"}
"""Files served from an installed package, by the name used in templates."""


def _file(name: str) -> Path:
    path = VENDORED.get(name) or OWN / name
    if not path.is_file() or (name not in VENDORED and OWN not in path.resolve().parents):
        raise NotFound
    return path


@lru_cache(maxsize=200)
def _hash(path: Path, _changed: int) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12]


def hash_of(name: str) -> str:
    """The first 12 hex digits of the file's SHA-256. Raises NotFound."""
    path = _file(name)
    return _hash(path, path.stat().st_mtime_ns)


def asset(name: str) -> str:
    """The address of a static file, for templates."""
    return url_for("asset", version=hash_of(name), name=name)


@allow(PUBLIC)
def serve(version: str, name: str) -> Response:
    """A static file; immutable where the address carries the hash of what is served."""
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    response = send_file(_file(name), mimetype=kind, conditional=True, etag=hash_of(name))
    response.headers["Cache-Control"] = FOREVER if version == hash_of(name) else "no-cache"
    return response


def init_app(app: Flask) -> None:
    """Serve the static files and let templates name them."""
    app.add_url_rule("/static/<version>/<path:name>", "asset", serve)
    app.jinja_env.globals["asset"] = asset


def requested() -> bool:
    """Whether this request asks for a static file, which needs to know nobody."""
    return request.endpoint == "asset"
