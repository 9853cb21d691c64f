"""A person's own account: name and language, and the way to everything that protects it."""

import functools
from collections.abc import Callable
from datetime import timedelta
from typing import Any, TypeVar, cast

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug import Response

from chassis.http import auth, request_session
from chassis.http.auth import PERSON, allow
from chassis.http.errors import Problem
from chassis.words.languages import LOCALES
from gateway.accounts import actions, visits
from gateway.accounts.identifiers import EMAIL, MOBILE, Identifier
from gateway.accounts.models import Account
from gateway.accounts.schemas import Profile
from gateway.credentials import passwords, registration, second_factor
from gateway.edge.security import local_path, page_of_request, settings
from gateway.forms import saving
from gateway.forms.form import Filled, loaded, refused
from gateway.pages.signin import attempts, secret_messages
from gateway.pages.signin.account_forms import PROFILE
from gateway.shell import access

blp = Blueprint("profile", __name__)
View = TypeVar("View", bound=Callable[..., Any])


def freshly_signed_in(view: View) -> View:
    """Under `allow`: whoever signed in long ago shows once more who they are before this page."""

    @functools.wraps(view)
    def guarded(*args: Any, **kwargs: Any) -> Any:
        if access.is_fresh():
            return view(*args, **kwargs)
        return redirect(url_for("profile.confirm", next=page_of_request()), 303)

    return cast(View, guarded)


def account() -> Account:
    """The account of the person who looks at the page."""
    return actions.find_account(request_session.session(), auth.identity().account_id)


@blp.route("/account", methods=["GET"])
@allow(PERSON)
def show() -> Response:
    """Everything about one's account, and where to change it."""
    own = account()
    return _page(Filled(PROFILE, {"name": own.name, "locale": own.locale}))


def _page(filled: Filled) -> Response:
    own, idle = account(), timedelta(hours=settings().session_idle_hours)
    return saving.page(
        "account/profile.html",
        filled,
        account=own,
        mobile=Identifier(MOBILE, own.mobile).masked if own.mobile else "",
        factors=second_factor.held(request_session.session(), own.id),
        password=passwords.stored(request_session.session(), own.id) is not None,
        sessions=len(visits.current(request_session.session(), own.id, idle=idle)),
    )


@blp.route("/account", methods=["POST"])
@allow(PERSON)
def save() -> Response:
    """Correct name and language."""
    typed = PROFILE.typed(request.form)
    try:
        profile = loaded(Profile(), typed)
    except Problem as problem:
        return _page(refused(PROFILE, typed, problem))
    own = auth.identity().account_id
    actions.rename(request_session.session(), own, profile["name"])
    actions.choose_locale(request_session.session(), own, profile["locale"])
    flash(_("已保存。"), "success")
    response = redirect(url_for("profile.show"), 303)
    access.remember(response, access.LANGUAGE_COOKIE, profile["locale"], seconds=access.YEAR)
    return response


@blp.route("/account/confirm", methods=["GET"])
@allow(PERSON)
def confirm() -> str | Response:
    """Why a code is needed, and where it will be sent."""
    target = local_path(request.args.get("next")) or "/account"
    return redirect(target, 303) if access.is_fresh() else _confirming(target)


@blp.route("/account/confirm", methods=["POST"])
@allow(PERSON)
def send_confirmation() -> Response | tuple[str, int, dict[str, str]]:
    """Send a code to the person's own address; with it they come back as freshly signed in."""
    target = local_path(request.form.get("next")) or "/account"
    try:
        with request_session.database().write() as database:
            to = address_of(actions.find_account(database, auth.identity().account_id))
            attempts.spend_on_letter(database, to)
            sending = registration.ask(database, settings().secret, to, locale=LOCALES[0], following=target)
        return secret_messages.send_code(sending)
    except Problem as problem:
        return _confirming(target, problem.body()), problem.status, dict(problem.headers)


def _confirming(target: str, problem: dict[str, Any] | None = None) -> str:
    return render_template("account/confirm.html", target=target, to=address_of(account()), problem=problem)


def address_of(own: Account) -> Identifier:
    """Where the person is reached."""
    return Identifier(EMAIL, own.email) if own.email else Identifier(MOBILE, own.mobile or "")
