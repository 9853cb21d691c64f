"""Asking the services, as the person who looks at the page."""

from collections.abc import Mapping
from typing import Any, cast

from flask import current_app

from chassis.http import auth
from chassis.http.auth import Identity
from chassis.http.client import Reply, ServiceClient
from chassis.http.errors import Problem

REGISTRATION, JUDGING, NOTIFY = "registration", "judging", "notify"


def client(part: str) -> ServiceClient:
    """How the gateway reaches a service."""
    clients = cast(Mapping[str, ServiceClient], current_app.extensions["egret_clients"])
    return clients[part]


def call(part: str, method: str, path: str, *, identity: Identity | None = None, **options: Any) -> Reply:
    """Ask a service, as the person who looks unless somebody else is given.

    Raises Refused with the service's problem, Unavailable where it does not answer.
    """
    return client(part).call(method, path, identity=identity or auth.identity(), **options)


def sentence(refusal: Problem) -> str:
    """What was refused and why, in one line."""
    problem = refusal.body()
    reasons = [str(error["message"]) for errors in problem.get("errors", {}).values() for error in errors]
    return " ".join([str(problem.get("detail") or problem.get("title", "")), *reasons]).strip()
