"""「我的数据」: what is held about the person looking, taken along as a file, corrected, and the end of the account."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, session, url_for
from flask_babel import gettext as _
from werkzeug import Response

from chassis import clock
from chassis.http import auth, request_session
from chassis.http.auth import PERSON, PUBLIC, allow
from chassis.http.errors import Problem
from gateway.accounts import consent_texts, consents
from gateway.clients.registration.teams import TEAMS
from gateway.edge.security import settings
from gateway.pages.account.profile import account, address_of, freshly_signed_in
from gateway.pages.signin import secret_messages
from gateway.privacy import archive, closing, exports, own
from gateway.privacy.errors import NotSure
from gateway.shell import access
from gateway.shell.display import language

blp = Blueprint("own_data", __name__)
PAGE = "/account/data"


@blp.route(PAGE, methods=["GET"])
@allow(PERSON)
def show() -> str:
    """What the gateway holds, and what was gathered from the other parts."""
    return _page()


def _page(problem: dict[str, Any] | None = None) -> str:
    me, database = auth.identity().account_id, request_session.session()
    return render_template(
        "account/own_data.html",
        account=account(),
        problem=problem,
        held=own.held(database, me),
        export=exports.latest(database, me),
        choices=consents.choices(database, me, language()),
        given=consents.history(database, me),
        titles={purpose: consent_texts.current(purpose, language()).title for purpose in consent_texts.PURPOSES},
        kept_days=settings().export_days,
        places=TEAMS.own_places(),
    )


@blp.route(f"{PAGE}/consents/<purpose>", methods=["POST"])
@allow(PERSON)
def choose(purpose: str) -> Response | tuple[str, int, Mapping[str, str]]:
    """Give or take back a consent that stands by itself."""
    me = auth.identity().account_id
    try:
        if version := request.form.get("version"):
            consents.give(request_session.session(), me, purpose, version, language=language())
            flash(_("已记录您的同意，可以随时撤回。"), "success")
        else:
            consents.withdraw(request_session.session(), me, purpose)
            flash(_("已撤回。此前已经进行的处理不受影响。"), "success")
    except Problem as refused:
        return _page(refused.body()), refused.status, refused.headers
    return redirect(url_for("own_data.show"), 303)


@blp.route(f"{PAGE}/exports", methods=["POST"])
@allow(PERSON)
def gather() -> Response | tuple[str, int, Mapping[str, str]]:
    """Ask every part what it holds."""
    me, database = auth.identity().account_id, request_session.session()
    limits = {"most_a_day": settings().exports_per_day, "days": settings().export_days}
    try:
        exports.request_export(database, me, own.held(database, me), secret=settings().secret, **limits)
    except Problem as refused:
        return _page(refused.body()), refused.status, refused.headers
    flash(_("已开始汇集，完成后会通知您。"), "success")
    return redirect(url_for("own_data.show"), 303)


@blp.route(f"{PAGE}/exports/<uuid:export_id>.zip", methods=["GET"])
@allow(PERSON)
@freshly_signed_in
def download(export_id: UUID) -> Response:
    """The file, to its owner alone, soon after signing in."""
    me = auth.identity().account_id
    with request_session.database().write() as database:
        parts = exports.open_export(database, me, export_id, secret=settings().secret)
        gathered = exports.note_download(database, me, export_id).astimezone(clock.LOCAL)
    missing = [part for part in exports.PARTS if part not in parts]
    response = Response(archive.zipped(parts, missing, gathered), content_type="application/zip")
    response.headers["Content-Disposition"] = f'attachment; filename="egret-{gathered:%Y%m%d}.zip"'
    response.headers["Cache-Control"] = "no-store"
    return response


@blp.route("/account/close", methods=["GET"])
@allow(PERSON)
@freshly_signed_in
def ask() -> str:
    """What closing the account deletes and what stays, before it is done."""
    return _closing()


def _closing(problem: dict[str, Any] | None = None) -> str:
    return render_template("account/close.html", problem=problem)


@blp.route("/account/close", methods=["POST"])
@allow(PERSON)
@freshly_signed_in
def close() -> Response | tuple[str, int, Mapping[str, str]]:
    """Close the account for good, soon after signing in."""
    try:
        if request.form.get("sure") != "yes":
            raise NotSure
        to = address_of(account())
        closing.close_account(request_session.session(), auth.identity().account_id)
    except Problem as refused:
        request_session.session().rollback()
        return _closing(refused.body()), refused.status, refused.headers
    secret_messages.notice("account.closed", auth.identity(), to)
    session.clear()
    response = redirect(url_for("own_data.closed"), 303)
    response.delete_cookie(access.SESSION_COOKIE)
    response.delete_cookie(access.BROWSER_COOKIE)
    return response


@blp.route("/account/closed", methods=["GET"])
@allow(PUBLIC)
def closed() -> str:
    """That it is done."""
    return render_template("account/closed.html")
