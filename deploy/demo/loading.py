"""The demo on its way into a running product: its people, and calls in their name."""

import time
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import quote

from chassis.http.auth import Identity
from chassis.http.client import ServiceClient
from chassis.storage.engine import Database
from deploy.demo import people

SECONDS = 60
"""How long what happens by itself may take before the load gives up."""


class Demo:
    """The demo on its way into one running product."""

    def __init__(self, clients: Mapping[str, ServiceClient], accounts: Database) -> None:
        self.clients, self.accounts = clients, accounts
        self.everyone: dict[str, Identity] = {}

    def people(self, role: str) -> list[Identity]:
        """The demo's people of this role."""
        return people.of_role(self.everyone, role)

    def call(self, who: Identity, part: str, method: str, path: str, **more: Any) -> Any:
        """One call as this person; returns the JSON answer."""
        return self.clients[part].call(method, path, identity=who, timeout=30.0, **more).json()

    def upload(self, who: Identity, method: str, path: str, name: str, body: bytes) -> Any:
        """Send a file to registration, under a name people read; returns the JSON answer."""
        headers = {"Content-Type": "application/octet-stream", "X-File-Name": quote(name)}
        return self.call(who, "registration", method, path, headers=headers, body=body)

    def all(self, who: Identity, part: str, path: str) -> list[dict[str, Any]]:
        """Every item of a paged list."""
        items: list[dict[str, Any]] = []
        after = None
        while True:
            page = self.call(who, part, "GET", path, query={"limit": 100} | ({"after": after} if after else {}))
            items += page["items"]
            if (after := page["next"]) is None:
                return items

    def wait(self, arrived: Callable[[], bool], lacking: str) -> None:
        """Until events or workers have brought it about; `lacking` says what has not come. Raises TimeoutError."""
        deadline = time.monotonic() + SECONDS
        while not arrived():
            if time.monotonic() > deadline:
                raise TimeoutError(f"{lacking} within {SECONDS} s; start again to go on")
            time.sleep(0.05)
