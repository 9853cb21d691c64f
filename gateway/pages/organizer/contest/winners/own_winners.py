"""Who won in an edition that is over: the list, one winner's form with a preview, taking one out."""

from typing import Any

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug import Response as Answer

from chassis.http.auth import allow
from chassis.http.client import Refused
from chassis.http.errors import Invalid, Stale
from chassis.http.schemas import FieldError
from contracts.roles import ORGANIZER
from gateway.clients.registration.editions import Edition
from gateway.clients.registration.winners import WINNERS, OwnWinners, Winner
from gateway.forms import saving
from gateway.forms.form import Filled, checked
from gateway.pages.organizer.contest.winners.rows import put_in, row_of, wanted_edition
from gateway.pages.organizer.contest.winners.winner_form import filled_in, form_for, previewed, row_from
from gateway.pages.public.face.phase import is_over

blp = Blueprint("own_winners", __name__)
ADDRESS = "/organizer/editions/<slug>/winners"
PUBLISH = "publish"
"""The `action` of the button that publishes what was looked at."""


@blp.route(ADDRESS, methods=["GET"])
@allow(ORGANIZER)
def listing(slug: str) -> str:
    """Who won so far, the highest award first."""
    edition = wanted_edition(slug)
    found = WINNERS.own(slug)
    return render_template(
        "organizer/contest/winners/list.html", edition=edition, winners=found.items, over=is_over(edition)
    )


@blp.route(f"{ADDRESS}/new", methods=["GET", "POST"])
@allow(ORGANIZER)
def add(slug: str) -> Answer:
    """Say who won, look at it, publish it."""
    edition, found = ended(slug)
    return _written(edition, found, None) if request.method == "POST" else _page(edition, found, None)


@blp.route(f"{ADDRESS}/<number>", methods=["GET", "POST"])
@allow(ORGANIZER)
def edit(slug: str, number: str) -> Answer:
    """Change what is said of a winner, look at it, publish it."""
    edition, found = ended(slug)
    winner = _winner(found, number)
    return _written(edition, found, winner) if request.method == "POST" else _page(edition, found, winner)


@blp.route(f"{ADDRESS}/<number>/removal", methods=["POST"])
@allow(ORGANIZER)
def remove(slug: str, number: str) -> Answer:
    """Take a winner off the list."""
    _edition, found = ended(slug)
    winner = _winner(found, number)
    WINNERS.put(slug, [row_of(one) for one in found.items if one is not winner], found.etag)
    return _done(slug, _("已从获奖名单中移除《%(title)s》。", title=winner.title))


def ended(slug: str) -> tuple[Edition, OwnWinners]:
    """The edition and its winners, to be written; before its end the page of the list says why there are none yet."""
    edition, found = wanted_edition(slug), WINNERS.own(slug)
    if not (is_over(edition) and edition.awards):
        abort(redirect(url_for("own_winners.listing", slug=slug), 303))
    return edition, found


def _winner(found: OwnWinners, number: str) -> Winner:
    return next((one for one in found.items if one.number == number), None) or abort(404)


def _written(edition: Edition, found: OwnWinners, winner: Winner | None) -> Answer:
    """Check what was typed; then show it, or publish it where it was shown already."""
    form = form_for(edition, found.files)
    version = winner.updated_at.isoformat() if winner else ""
    filled = checked(form, saving.sent(form), etag=version)
    if filled.problem:
        return _page(edition, found, winner, filled)
    if request.form.get("etag", "") != version:
        others = form.differing(filled_in(winner), filled.values)
        stale = Filled(form, filled.values, version, Stale().body(), others, status=Stale.status)
        return _page(edition, found, winner, stale)
    row = row_from(filled.values, found.files, winner)
    if any(one.number == row["number"] for one in found.items if one is not winner):
        taken = Invalid({"number": [FieldError("repeated-number", _("名单中已有这个编号。")).body()]}).body()
        return _page(edition, found, winner, Filled(form, filled.values, version, taken, status=Invalid.status))
    if request.form.get("action") != PUBLISH:
        return _page(edition, found, winner, filled, previewed(row, found.files, edition))
    rows = put_in([row_of(one) for one in found.items], row, edition, winner.number if winner else "")
    try:
        WINNERS.put(edition.slug, rows, found.etag)
    except Refused as refused:
        if refused.status not in saving.SHOWN_AGAIN:
            raise
        problem = _about_row(refused.problem, next(place for place, one in enumerate(rows) if one is row))
        again = Filled(form, filled.values, version, problem, status=refused.status)
        return _page(edition, found, winner, again)
    return _done(edition.slug, _("已发布。获奖作品页面现在显示《%(title)s》。", title=row["title"]))


def _about_row(problem: dict[str, Any], place: int) -> dict[str, Any]:
    """A refusal of the whole list, its errors at the fields of this row."""
    errors = {path.removeprefix(f"items.{place}."): said for path, said in (problem.get("errors") or {}).items()}
    return {**problem, "errors": errors}


def _page(
    edition: Edition,
    found: OwnWinners,
    winner: Winner | None,
    filled: Filled | None = None,
    preview: Winner | None = None,
) -> Response:
    version = winner.updated_at.isoformat() if winner else ""
    shown = filled or Filled(form_for(edition, found.files), filled_in(winner), version)
    return saving.page("organizer/contest/winners/winner.html", shown, edition=edition, winner=winner, preview=preview)


def _done(slug: str, sentence: str) -> Answer:
    flash(sentence, "success")
    return redirect(url_for("own_winners.listing", slug=slug), 303)
