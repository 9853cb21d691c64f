"""What people agree to: the texts, every version of them, and the question after sign-in when one is new."""

from flask import Blueprint, redirect, render_template, request
from flask_babel import gettext as _
from werkzeug import Response

from chassis.http import auth, request_session
from chassis.http.auth import PERSON, PUBLIC, allow
from chassis.http.errors import Problem
from gateway.accounts import consent_texts, consents
from gateway.edge.security import local_path
from gateway.shell.display import language

blp = Blueprint("consents", __name__)


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
