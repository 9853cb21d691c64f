"""The parts, running on fresh databases, and people who call them."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from flask import Flask
from werkzeug.routing import AnyConverter, BaseConverter, Rule

import gateway.app
from chassis.app import create_app
from chassis.config import Settings
from chassis.http import auth
from chassis.http.auth import NOBODY, Grant, Identity
from chassis.http.clients import clients
from chassis.storage import migrate
from chassis.storage.ids import new_id
from contracts.roles import PEOPLE, SERVICE
from deploy.parts import PARTS, SERVICES

SECRET = "0123456789abcdef" * 4


def settings_of(name: str, folder: Path) -> Settings:
    """Embedded settings with everything under `folder`."""
    return PARTS[name].settings(data=folder, secret=SECRET)


def run_all(folder: Path) -> dict[str, Flask]:
    """Every part as an application, on migrated databases."""
    for name, part in PARTS.items():
        migrate.upgrade(part, settings_of(name, folder))
    apps = {name: create_app(part, settings_of(name, folder)) for name, part in SERVICES.items()}
    own = settings_of("gateway", folder)
    return {**apps, "gateway": gateway.app.make(own, clients(own, apps))}


def token(part: str, roles: Iterable[str]) -> dict[str, str]:
    """The headers of somebody who holds these roles everywhere; a part speaking for itself is nobody."""
    held = list(roles)
    person = Identity(NOBODY if held == [SERVICE] else new_id(), "某人", tuple(Grant(role) for role in held))
    return {"Authorization": f"Bearer {auth.sign(person, audience=part, secret=SECRET)}"}


def everybody(part: str) -> dict[str, str]:
    """The headers of somebody who holds every role a person can hold."""
    return token(part, PEOPLE)


def routes(app: Flask) -> Mapping[str, Rule]:
    """The app's routes by a name that people understand; a library's own static files aside."""
    return {
        f"{','.join(sorted((rule.methods or set()) - {'HEAD', 'OPTIONS'}))} {rule.rule}": rule
        for rule in app.url_map.iter_rules()
        if not rule.endpoint.endswith(".static")
    }


def some_address(rule: Rule) -> str:
    """An address of the route that names nothing that exists."""
    filled = {name: _some(converter) for name, converter in rule._converters.items()}
    return str(rule.build(filled, append_unknown=False)[1])  # type: ignore[index]  # every argument is given


def _some(converter: BaseConverter) -> object:
    if isinstance(converter, AnyConverter):
        return next(iter(converter.items))
    known = {"UUIDConverter": new_id(), "IntegerConverter": 1, "FloatConverter": 1.0}
    return known.get(type(converter).__name__, "nothing")
