"""One client for each of the other parts, in process or over HTTP: the settings decide."""

from collections.abc import Mapping
from typing import Any

from chassis.config import Settings
from chassis.http.client import Http, ServiceClient, Wsgi
from chassis.http.transports import Transport


def clients(settings: Settings, apps: Mapping[str, Any] | None = None) -> dict[str, ServiceClient]:
    """Clients by part: for `apps` (name -> WSGI application) in process, for the others at EGRET_SERVICES."""
    transports: dict[str, Transport] = {name: Http(url) for name, url in settings.service_urls().items()}
    transports |= {name: Wsgi(app) for name, app in (apps or {}).items()}
    return {name: ServiceClient(name, transport, settings.secret) for name, transport in transports.items()}
