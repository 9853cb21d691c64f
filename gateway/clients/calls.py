"""Asking the services, as the person who looks at the page."""

from collections.abc import Mapping
from typing import Any, cast

from flask import current_app, request

from chassis.http import auth
from chassis.http.auth import Identity
from chassis.http.client import Refused, Reply, ServiceClient
from chassis.http.errors import Problem

REGISTRATION, JUDGING, NOTIFY = "registration", "judging", "notify"
GLANCE = 1.0
"""Seconds a page waits for something it can do without."""


def client(part: str) -> ServiceClient:
    """How the gateway reaches a service."""
    clients = cast(Mapping[str, ServiceClient], current_app.extensions["egret_clients"])
    return clients[part]


def call(part: str, method: str, path: str, *, identity: Identity | None = None, **options: Any) -> Reply:
    """Ask a service, as the person who looks unless somebody else is given.

    Raises Refused with the service's problem, Unavailable where it does not answer.
    """
    return client(part).call(method, path, identity=identity or auth.identity(), **options)


def read(part: str, path: str, **query: Any) -> dict[str, Any]:
    """What a service answers to a GET, as JSON."""
    asked = {name: value for name, value in query.items() if value not in (None, "")}
    return cast(dict[str, Any], call(part, "GET", path, query=asked).json())


def change(part: str, method: str, path: str, **options: Any) -> dict[str, Any]:
    """Ask a service for a change of the version that the form of this request was opened with; its answer, as JSON.

    Raises Refused, with status 412 where a newer version was saved meanwhile.
    """
    opened = {"If-Match": request.form.get("etag", "")}
    return cast(dict[str, Any], call(part, method, path, headers=opened, **options).json())


def glance(part: str, path: str, **query: Any) -> dict[str, Any] | None:
    """Like `read`, for what a page can do without: None where there is none or the service is away."""
    try:
        return cast(dict[str, Any], call(part, "GET", path, query=query, timeout=GLANCE).json())
    except (Refused, Problem):
        return None


def read_all(part: str, path: str, *, most: int = 1000, **query: Any) -> list[dict[str, Any]]:
    """The items of a listing, page after page, up to `most`."""
    items: list[dict[str, Any]] = []
    after = None
    while len(items) < most:
        found = read(part, path, after=after, **query)
        items.extend(found["items"])
        after = found.get("next")
        if not after:
            break
    return items[:most]


def sentence(refusal: Problem) -> str:
    """What was refused and why, in one line."""
    problem = refusal.body()
    reasons = [str(error["message"]) for errors in problem.get("errors", {}).values() for error in errors]
    return " ".join([str(problem.get("detail") or problem.get("title", "")), *reasons]).strip()
