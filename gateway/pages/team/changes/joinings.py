"""Joining a team by a change request, for whoever has the link: what it is about, signing in, yes or no."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug import Response

from chassis.http.auth import PERSON, PUBLIC, allow
from chassis.http.client import Refused
from gateway.accounts import consent_texts
from gateway.clients.change_additions import ADDITIONS, AdditionLink, Joining
from gateway.editions.lookup import edition_of
from gateway.forms.saving import SHOWN_AGAIN
from gateway.pages.team.team_forms import NotAnswered, says_yes
from gateway.pages.team.team_invitations import agreed_text
from gateway.shell.display import language

blp = Blueprint("joinings", __name__)


def path_of(link: AdditionLink) -> str:
    """The path that the link opens at."""
    return url_for("joinings.show", secret=link.secret)


@blp.route("/joining/<secret>", methods=["GET"])
@allow(PUBLIC)
def show(secret: str) -> str:
    """Which entry, which role, what becomes public, and that the office decides."""
    return _page(ADDITIONS.joining(secret))


@blp.route("/joining/<secret>", methods=["POST"])
@allow(PERSON)
def answer(secret: str) -> Response | tuple[str, int]:
    """Agree to join, say no, or take back what was confirmed."""
    try:
        if not says_yes():
            ADDITIONS.decline(secret)
            flash(_("已谢绝，负责人会收到消息。"), "success")
            return redirect(url_for("home.front"), 303)
        ADDITIONS.confirm(secret, agreed_text())
    except Refused as refused:
        if refused.status not in SHOWN_AGAIN:
            raise
        return _page(ADDITIONS.joining(secret), refused.problem), refused.status
    except NotAnswered as unsaid:
        return _page(ADDITIONS.joining(secret), unsaid.body()), unsaid.status
    flash(_("已确认，负责人会收到消息。组委会同意变更后，您即加入团队。"), "success")
    return redirect(url_for("joinings.show", secret=secret), 303)


def _page(found: Joining, problem: dict[str, object] | None = None) -> str:
    return render_template(
        "team/joining.html",
        asked=found,
        edition=edition_of(found),
        text=consent_texts.current(consent_texts.NAME, language()),
        problem=problem,
        agreed=bool(request.form.get("publicity")),
    )
