"""What people agree to: the texts, every version of them, and the question after sign-in when one is new."""

from flask import Blueprint, Flask, current_app, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug import Response

from chassis.http import auth, request_session
from chassis.http.auth import PERSON, PUBLIC, allow
from chassis.http.errors import Forbidden, Problem
from gateway.accounts import consent_texts, consents
from gateway.edge.security import came_from, local_path, page_of_request, wants_json
from gateway.shell import unsaved_text
from gateway.shell.display import language

blp = Blueprint("consents", __name__)
OPEN = {"consents", "own_data"}
"""Blueprints that stay open to whoever has not agreed: the texts, one's own data, and closing the account."""
CONFIRMING = {"profile.confirm", "profile.send_confirmation"}
"""Pages on which somebody shows once more who they are before they see their data or close the account."""


class ConsentOutstanding(Forbidden):
    code = "consent-outstanding"
    title = _l("请先阅读并同意新的文本")
    detail = _l("请打开“我的账号”，阅读并同意使用规则和隐私政策后继续。")


@blp.route("/privacy", methods=["GET"])
@allow(PUBLIC)
def privacy() -> str:
    """The privacy notice in force, and the versions before it."""
    return _text(consent_texts.PRIVACY, None)


@blp.route("/terms", methods=["GET"])
@allow(PUBLIC)
def terms() -> str:
    """The terms of use in force, and the versions before them."""
    return _text(consent_texts.TERMS, None)


@blp.route("/texts/<purpose>/<version>", methods=["GET"])
@allow(PUBLIC)
def version(purpose: str, version: str) -> str:
    """One version of a text that is or was in force."""
    return _text(purpose, version)


def _text(purpose: str, version: str | None) -> str:
    shown = language()
    text = consent_texts.text(purpose, version, shown) if version else consent_texts.current(purpose, shown)
    return render_template("account/consent_text.html", text=text, versions=consent_texts.versions(purpose, shown))


def _needed() -> list[consent_texts.Text]:
    return consents.needs(request_session.session(), auth.identity().account_id, language())


@blp.route("/account/consent", methods=["GET"])
@allow(PERSON)
def ask() -> Response | str:
    """The texts in force that this person has not agreed to, and what changed in each."""
    target = local_path(request.args.get("next")) or "/"
    return _question(target) if _needed() else redirect(target)


def _question(target: str, problem: dict[str, str] | None = None) -> str:
    known = {consent.purpose for consent in consents.history(request_session.session(), auth.identity().account_id)}
    return render_template("account/consent.html", texts=_needed(), known=known, target=target, problem=problem)


@blp.route("/account/consent", methods=["POST"])
@allow(PERSON)
def agree() -> Response | tuple[str, int]:
    """Note what was agreed to and go on."""
    target = local_path(request.form.get("next")) or "/"
    ticked = {name: request.form[name] for name in consent_texts.REQUIRED if request.form.get(name)}
    missing = [text.title for text in _needed() if text.purpose not in ticked]
    if missing:
        detail = _("请先阅读并勾选：%(titles)s。如不同意，可以退出登录。", titles="、".join(missing))
        return _question(target, {"title": _("还没有全部同意"), "detail": detail}), 422
    try:
        for purpose, read in ticked.items():
            consents.give(request_session.session(), auth.identity().account_id, purpose, read, language=language())
    except Problem as changed:
        request_session.session().rollback()
        return _question(target, changed.body()), changed.status
    return redirect(target, 303)


def _insist() -> Response | None:
    """Lead whoever signed in here and has not agreed to the texts in force back to the question."""
    if "signed_in_at" not in g or request.blueprint in OPEN or request.endpoint in CONFIRMING:
        return None
    view = current_app.view_functions.get(request.endpoint or "")
    if view is None or auth.PUBLIC in getattr(view, "allowed_roles", (auth.PUBLIC,)):
        return None
    if consents.has_agreed(request_session.database(), auth.identity().account_id):
        return None
    if wants_json():
        raise ConsentOutstanding
    target = request.full_path.rstrip("?")
    if request.method != "GET":
        target = page_of_request() if unsaved_text.keep() else came_from() or "/"
    return redirect(url_for("consents.ask", next=target), 303)


def init_app(app: Flask) -> None:
    """Open nothing for signed-in people before they have agreed to the texts in force. After `access`."""
    app.before_request(_insist)
