"""Where a role can be held, as people choose and read it: everywhere, an edition, an event, an organisation."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from flask import Flask, g
from flask_babel import gettext as _

from chassis import clock
from chassis.http import auth
from chassis.http.auth import Identity
from chassis.http.schemas import FieldError
from chassis.words import moments
from contracts.roles import ADMIN, ORGANIZER, PEOPLE
from contracts.scopes import EDITION, EVENT, EVERYWHERE, ORGANISATION, Scope
from gateway.accounts.grants import may_grant
from gateway.accounts.models import RoleGrant
from gateway.accounts.people import ADMITTED
from gateway.clients.registration.editions import Edition
from gateway.clients.registration.outreach import OUTREACH, EventHead
from gateway.editions.lookup import all_editions
from gateway.shell.display import ROLES, named


def choices(person: Identity) -> list[dict[str, str]]:
    """The scopes in which the person may give roles; without events where registration is away."""
    everywhere = {EVERYWHERE} & person.scopes(ADMIN, ORGANIZER)
    found = [{"key": EVERYWHERE, "name": name_of(EVERYWHERE)}] if everywhere else []
    known = {scope: name for scope, name in names().items() if everywhere or person.has(ORGANIZER, scope)}
    own = person.scopes(ORGANIZER) - {EVERYWHERE}
    known = {scope: name_of(scope) for scope in sorted(own)} | known
    return found + [{"key": scope, "name": name} for scope, name in known.items()]


def roles_of(person: Identity) -> list[str]:
    """The roles the person may give, in some scope."""
    scopes = person.scopes(ADMIN, ORGANIZER)
    return [role for role in PEOPLE if any(may_grant(person, role, scope) for scope in scopes)]


def names() -> dict[Scope, str]:
    """Names of the scopes that are editions and events, by scope; asked for once in a request."""
    found: dict[Scope, str] | None = g.get("scope_names")
    if found is None:
        found = g.scope_names = {scope: named(thing) for scope, thing in _things()}
    return found


def seen() -> list[tuple[str, str]]:
    """The scopes whose people the person may look at, with their names: what lists are narrowed by."""
    known = {EVERYWHERE: name_of(EVERYWHERE), **names()}
    return [(str(scope), name) for scope, name in known.items() if auth.identity().has_any(ADMITTED, scope)]


def held(grant: RoleGrant) -> str:
    """A role with where it holds and until when, in one line."""
    where = [] if grant.scope == EVERYWHERE else [name_of(grant.scope, names())]
    until = [_("至 %(day)s", day=_last_day(grant.expires_at))] if grant.expires_at else []
    return " · ".join([str(ROLES.get(grant.role, grant.role)), *where, *until])


def name_of(scope: Scope, known: Mapping[Scope, str] | None = None) -> str:
    """A scope in words."""
    if scope == EVERYWHERE:
        return str(_("全部届次和活动"))
    words = {EDITION: _("届次"), EVENT: _("活动"), ORGANISATION: _("单位")}
    return (known or {}).get(scope) or f"{words[scope.kind]} {scope.key}"


def chosen(form: Mapping[str, str]) -> Scope | None:
    """The scope that was chosen in a form, everywhere unless one is named; None for what is not offered."""
    try:
        scope = Scope.parse(form.get("scope", "").strip() or EVERYWHERE)
    except ValueError:
        return None
    return None if scope.kind == ORGANISATION else scope


def check(role: str, scope: Scope | None, known_roles: list[str]) -> dict[str, list[dict[str, str]]]:
    """What is wrong with a role and scope that were chosen, by field."""
    errors = {}
    if role not in known_roles:
        errors["role"] = [FieldError("unknown-role", _("请选择一种角色。")).body()]
    if scope is None:
        errors["scope"] = [unknown().body()]
    return errors


def unknown() -> FieldError:
    """What is said where no scope was chosen that can be chosen."""
    return FieldError("unknown-scope", _("请选择角色的适用范围。"))


def end_of(text: str, errors: dict[str, list[dict[str, str]]]) -> datetime | None:
    """The end of the typed day, exclusive, in Beijing time; None for none. What is wrong goes to the errors."""
    if not text.strip():
        return None
    if (end := moments.edge_of_day(text, end=True)) and end > clock.now():
        return end
    errors["ends"] = [FieldError("invalid", _("请填写晚于今天的日期。")).body()]
    return None


def _things() -> list[tuple[Scope, Edition | EventHead]]:
    return [
        *((Scope.edition(edition.slug), edition) for edition in all_editions()),
        *((Scope.event(event.slug), event) for event in OUTREACH.names()),
    ]


def _last_day(end: datetime | None) -> str:
    """The last day before an exclusive end."""
    return moments.calendar_day(moments.local(end - timedelta(microseconds=1)).date()) if end else ""


def _may_grant(role: str, scope: Scope) -> bool:
    return may_grant(auth.identity(), role, scope)


def init_app(app: Flask) -> None:
    """Let templates name scopes."""
    app.jinja_env.globals.update(scope_name=name_of, may_grant=_may_grant, Scope=Scope, EVERYWHERE=EVERYWHERE)
    app.jinja_env.filters["last_day"] = _last_day
