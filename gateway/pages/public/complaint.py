"""Handing in a complaint or report, without an account and without a script; the receipt says where it stands."""

import re

from flask import Blueprint, Response, redirect, render_template, request, url_for
from werkzeug import Response as Answer

from chassis.http import auth, request_session
from chassis.http.auth import PUBLIC, allow
from chassis.http.errors import Invalid
from gateway.accounts.models import Account
from gateway.complaints import actions
from gateway.complaints.errors import TooManyComplaints
from gateway.credentials.limits import Limit, key
from gateway.edge.security import marked, settings
from gateway.forms import saving
from gateway.forms.form import Filled, refused
from gateway.pages.public.complaint_form import COMPLAINT, TOPICS, wrong
from gateway.pages.signin import attempts

blp = Blueprint("complaint", __name__)
KEY = re.compile(r"[A-Za-z0-9_-]{32}")


@blp.route("/complaints/new", methods=["GET"])
@allow(PUBLIC)
def form() -> Response:
    """The form; whoever is signed in finds name and address filled in, and a link may say what it is about."""
    return _page(Filled(COMPLAINT, {"key": actions.new_key(), **_known(), **_meant()}))


@blp.route("/complaints/new", methods=["POST"])
# Signing in meanwhile would void a token, and lose the text; what is kept names the account, which no report may.
@marked(csrf_by_origin=True, kept_nowhere=True)
@allow(PUBLIC)
def hand_in() -> Answer:
    """Take it in; sending the same form twice does it once."""
    typed = COMPLAINT.typed(request.form)
    if not KEY.fullmatch(typed.get("key", "")):
        typed["key"] = actions.new_key()
    if errors := wrong(typed):
        return _page(refused(COMPLAINT, typed, Invalid(errors)))
    within = Limit(key("complaints-network", attempts.network()), settings().limit_complaints, attempts.HOUR)
    account = auth.identity().account_id if auth.identity().known else None
    told = COMPLAINT.plain(typed)
    try:
        actions.hand_in(request_session.session(), typed["key"], told, account, within)
    except TooManyComplaints as problem:
        return _page(refused(COMPLAINT, typed, problem))
    return redirect(url_for("complaint.receipt", key=typed["key"]), 303)


@blp.route("/complaints/receipts/<key>", methods=["GET"])
@allow(PUBLIC)
def receipt(key: str) -> Response:
    """Number, time and, once there is one, the answer; not what was told: whoever has the link sees this."""
    found = actions.by_key(request_session.session(), key)
    page = Response(render_template("public/complaint/receipt.html", complaint=found, topics=TOPICS))
    page.headers["Cache-Control"] = "no-store"
    page.headers["X-Robots-Tag"] = "noindex"
    return page


def _known() -> dict[str, str]:
    account = request_session.session().get(Account, auth.identity().account_id)
    return {"name": account.name, "contact": account.email or account.mobile or ""} if account else {}


def _meant() -> dict[str, str]:
    """Topic and matter that a link to the form names."""
    asked = COMPLAINT.typed(request.args)
    topic = asked.get("topic", "")
    return {"topic": topic if topic in TOPICS else "", "concerns": asked.get("concerns", "")}


def _page(filled: Filled) -> Response:
    page = saving.page("public/complaint/new.html", filled, kept_days=settings().complaint_days)
    page.headers["Cache-Control"] = "no-store"
    return page
