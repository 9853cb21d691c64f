"""The page of a winning entry, with what its form says is public."""

from flask import Blueprint, abort, render_template

from chassis.http.auth import PUBLIC, allow
from chassis.http.client import Refused
from gateway.clients.registration.editions import Edition
from gateway.clients.registration.site_files import SiteFile
from gateway.clients.registration.winners import WINNERS, Winner
from gateway.editions.lookup import find_edition
from gateway.editions.subject import follow_contest
from gateway.pages.public.face import structured

blp = Blueprint("winner", __name__)


@blp.route("/winners/<edition>/<number>", methods=["GET"])
@allow(PUBLIC)
def show(edition: str, number: str) -> str:
    """One winning entry."""
    found = _find(edition, number) or abort(404)
    edition_won = find_edition(found.edition)
    follow_contest(edition_won)
    facts = structured.standing_alone(structured.winning_entry(found))
    shared = found.picture or (_picture(edition_won, found.track) if edition_won else None)
    return render_template("public/winner.html", winner=found, edition=edition_won, facts=facts, shared=shared)


def _picture(edition: Edition, track: str) -> SiteFile | None:
    """What shared links to a winner without a picture show: that of its track, else of its edition."""
    own = next((one.picture for one in edition.tracks if one.key == track), None)
    return own or edition.picture


def _find(edition: str, number: str) -> Winner | None:
    try:
        return WINNERS.winner(edition, number)
    except Refused as refused:
        if refused.status == 404:
            return None
        raise
