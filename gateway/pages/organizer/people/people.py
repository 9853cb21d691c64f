"""People, for those who give roles: find somebody, add a person, hand out a sign-in link."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from markupsafe import Markup

from chassis.http import auth, request_session
from chassis.http.auth import allow
from chassis.http.paging import Page, page
from chassis.http.privileged_use import personal
from chassis.http.schemas import field_errors
from contracts.roles import ADMIN, ORGANIZER, OVERSEEING, PEOPLE
from contracts.scopes import EVERYWHERE, Scope
from gateway.accounts import grants, people, sessions
from gateway.accounts.actions import register_account
from gateway.accounts.errors import EmailTaken
from gateway.accounts.models import Account
from gateway.accounts.schemas import NewAccount
from gateway.edge.security import public_address, settings
from gateway.lists.asked import Asked
from gateway.lists.columns import Column
from gateway.lists.filters import Choice, Words
from gateway.lists.listing import Listing
from gateway.pages.organizer.people import scopes
from gateway.shell import unsaved_text
from gateway.shell.display import ROLES

blp = Blueprint("people", __name__)
TYPED = ("name", "email", "locale", "scope", "ends")


def _held(row: Account) -> str:
    return "；".join(scopes.held(grant) for grant in row.live)


def _chips(row: Account) -> str:
    chip = Markup('<li class="badge state state-secondary">{}</li>')
    chips = Markup().join(chip.format(scopes.held(grant)) for grant in row.live)
    return Markup('<ul class="chips">{}</ul>').format(chips) if chips else _("没有角色")


LISTING: Listing[Account] = Listing(
    name="people",
    title=_l("已有人员"),
    columns=(
        Column(
            "name",
            _l("姓名"),
            lambda row: row.name,
            head=True,
            link=lambda row: url_for("grants.person", account_id=row.id),
        ),
        Column("contact", _l("联系方式"), lambda row: row.email or row.mobile),
        Column("roles", _l("角色"), _held, shown=_chips),
        Column("since", _l("注册时间"), lambda row: row.created_at, keep=True, sort=True),
    ),
    filters=(
        Words("q", _l("姓名、邮箱或手机号")),
        Choice("role", _l("角色"), options=lambda: [(role, ROLES[role]) for role in PEOPLE]),
        Choice("scope", _l("适用范围"), options=scopes.every),
    ),
    empty=(_l("没有找到人员"), _l("请换一个关键词、角色或适用范围再查找。")),
)


@blp.route("/organizer/people", methods=["GET"])
@allow(*OVERSEEING, ADMIN)
@personal
def accounts() -> Response:
    """Everybody who can sign in, found by name, address or role; and a form to add a person."""
    typed: dict[str, Any] = dict(unsaved_text.given_back() or {})
    typed["roles"] = str(typed.get("roles", "")).split()
    return _page(typed)


@blp.route("/organizer/people", methods=["POST"])
@allow(ORGANIZER, ADMIN)
def add() -> str | Response | tuple[Response, int]:
    """Register a person and show a first sign-in link, once."""
    typed: dict[str, Any] = {name: request.form.get(name, "") for name in TYPED}
    typed["roles"] = request.form.getlist("roles")
    known = {name: typed[name] for name in ("name", "email", "locale", "roles")}
    errors = _by_field(NewAccount().validate(known))
    scope, until = scopes.chosen(request.form), scopes.end_of(typed["ends"], errors)
    if scope is None:
        errors["scope"] = [scopes.unknown().body()]
    if errors or scope is None:
        return _page(typed, errors), 422
    try:
        return _with_link(_register(NewAccount().load(known), scope, until))
    except EmailTaken as taken:
        return _page(typed, errors={"email": [{"code": taken.code, "message": taken.body()["detail"]}]}), 409


@blp.route("/organizer/people/<uuid:account_id>/link", methods=["POST"])
@allow(ORGANIZER, ADMIN)
def fresh_link(account_id: UUID) -> str:
    """A fresh sign-in link for somebody, shown once."""
    account = people.find_person(request_session.session(), auth.identity(), account_id)
    grants.require_stand_in(auth.identity(), account)
    return _with_link(account)


def _register(person: dict[str, Any], scope: Scope, until: datetime | None) -> Account:
    actor = auth.identity()
    roles: list[str] = person.pop("roles")
    grants.require_grantable(actor, roles, scope)
    forever = (scope, until) == (EVERYWHERE, None)
    account = register_account(
        request_session.session(), actor=actor.account_id, roles=roles if forever else (), **person
    )
    if not forever:
        _give(account, roles, scope, until)
    return account


def _give(account: Account, roles: list[str], scope: Scope, until: datetime | None) -> None:
    for role in roles:
        grants.grant_role(
            request_session.session(), auth.identity(), account.id, role=role, scope=scope, expires_at=until
        )


def _by_field(invalid: Mapping[str, Any]) -> dict[str, Any]:
    """The messages of each field; those about one of several choices stand at the field."""
    errors: dict[str, Any] = {}
    for path, messages in field_errors(invalid).items():
        errors.setdefault(path.split(".")[0], []).extend(messages)
    return errors


def _with_link(account: Account) -> str:
    life = timedelta(hours=settings().link_hours)
    token = sessions.create_signin_link(
        request_session.session(), account.id, life=life, actor=auth.identity().account_id
    )
    address = public_address(url_for("signin.link", token=token))
    return render_template("organizer/link.html", account=account, address=address, hours=settings().link_hours)


def _page(typed: dict[str, Any], errors: dict[str, Any] | None = None) -> Response:
    actor = auth.identity()
    return LISTING.answer(
        _read,
        "organizer/people.html",
        roles=scopes.roles_of(actor),
        scopes=scopes.choices(actor),
        values=typed,
        errors=errors or {},
    )


def _read(asked: Asked) -> Page:
    order = Account.id.desc() if asked.sort == "-since" else Account.id
    wanted = people.select_people(auth.identity(), asked.queries)
    return page(request_session.session(), wanted, order, asked.after, asked.limit)
