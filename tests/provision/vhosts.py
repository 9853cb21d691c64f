"""Virtual hosts through RabbitMQ's management API: one broker serves many tests that never see each other."""

import base64
import json
from typing import Any
from urllib.parse import urlsplit

import urllib3

_http = urllib3.PoolManager(retries=False)


def call(api_url: str, method: str, path: str, body: Any = None) -> Any:
    """One call to the management API, given `http://user:password@host:port`. Raises on any refusal."""
    parts = urlsplit(api_url)
    token = base64.b64encode(f"{parts.username}:{parts.password}".encode()).decode()
    answer = _http.request(
        method,
        f"{parts.scheme}://{parts.hostname}:{parts.port}/api{path}",
        body=json.dumps(body).encode() if body is not None else None,
        headers={"Authorization": f"Basic {token}", "Content-Type": "application/json"},
        timeout=urllib3.Timeout(connect=5, read=60),
    )
    if answer.status >= 300:
        raise RuntimeError(f"{method} {path}: {answer.status} {answer.data[:300]!r}")
    return json.loads(answer.data) if answer.data else None


def answers(api_url: str) -> bool:
    """Whether the broker is up and accepts us."""
    try:
        return bool(call(api_url, "GET", "/overview").get("listeners"))
    except (urllib3.exceptions.HTTPError, RuntimeError, OSError):
        return False


def create(api_url: str, name: str) -> None:
    """A fresh vhost the caller may do everything in."""
    call(api_url, "PUT", f"/vhosts/{name}", {})
    user = urlsplit(api_url).username
    call(api_url, "PUT", f"/permissions/{name}/{user}", {"configure": ".*", "write": ".*", "read": ".*"})


def delete(api_url: str, name: str) -> None:
    """Remove a vhost with all its queues; connections to it are closed."""
    call(api_url, "DELETE", f"/vhosts/{name}")
