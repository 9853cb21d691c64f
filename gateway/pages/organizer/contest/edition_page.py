"""One edition as a whole: its matters, the check list, a preview, publishing, archiving, deleting."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug import Response as Answer

from chassis.http.auth import allow
from chassis.http.client import Refused
from contracts.roles import ORGANIZER, OVERSEEING
from gateway.clients.registration.edition_drafts import EDITION_DRAFTS
from gateway.editions.lookup import note_change
from gateway.editions.words import MATTERS
from gateway.forms.saving import SHOWN_AGAIN
from gateway.pages.organizer.contest.edition_words import FROZEN, NEXT, PREFIX, name_of
from gateway.shell.state_words import STATES

blp = Blueprint("edition_page", __name__)


@blp.route("/organizer/editions/<slug>", methods=["GET"])
@allow(*OVERSEEING)
def show(slug: str) -> str:
    """Where the edition stands, its matters, and what to look at before publishing."""
    return _page(slug)


@blp.route("/organizer/editions/<slug>/publication", methods=["POST"])
@allow(ORGANIZER)
def publish(slug: str) -> Answer | tuple[str, int]:
    """Publish all that was looked over, and nothing that came later."""

    def act() -> str:
        note_change(EDITION_DRAFTS.publish(slug, request.form.get("etag", "")))
        return str(_("已发布。所有页面现在都显示新的内容。"))

    return _done(slug, act)


@blp.route("/organizer/editions/<slug>/archive", methods=["POST"])
@allow(ORGANIZER)
def archive(slug: str) -> Answer | tuple[str, int]:
    """Fix the edition as it is, or let it change again."""
    fix = request.form.get("archived") == "1"

    def act() -> str:
        (EDITION_DRAFTS.archive if fix else EDITION_DRAFTS.reopen)(slug)
        return str(_("已归档，内容仍然公开，不能再修改。") if fix else _("已取消归档，内容可以修改。"))

    return _done(slug, act)


@blp.route("/organizer/editions/<slug>/deletion", methods=["POST"])
@allow(ORGANIZER)
def delete(slug: str) -> Answer | tuple[str, int]:
    """Delete a draft of which nothing was ever public."""

    def act() -> str:
        EDITION_DRAFTS.delete(slug)
        return str(_("草稿已删除。"))

    return _done(slug, act, url_for("edition_list.listing"))


def _done(slug: str, act: Callable[[], str], after: str = "") -> Answer | tuple[str, int]:
    """Do it and go to the address `after`, the edition's page unless given; what refuses it is said on that page."""
    try:
        sentence = act()
    except Refused as refused:
        if refused.status not in SHOWN_AGAIN:
            raise
        return _page(slug, refused.problem), refused.status
    flash(sentence, "success")
    return redirect(after or url_for("edition_page.show", slug=slug), 303)


def _page(slug: str, problem: dict[str, Any] | None = None) -> str:
    edition = EDITION_DRAFTS.overview(slug)
    return render_template(
        "organizer/contest/editions/show.html",
        edition=edition,
        title=name_of(edition),
        mark=PREFIX + edition.state,
        matters=MATTERS,
        frozen=FROZEN,
        coming=NEXT[edition.state],
        stops=[one for one in edition.points if one.stops],
        doubts=[one for one in edition.points if not one.stops],
        problem={key: value for key, value in (problem or {}).items() if key != "errors"} or None,
        states=STATES,
    )
