"""The tracks of an edition, each with a page of its own."""

from flask import Blueprint, abort, render_template

from chassis.http.auth import PUBLIC, allow
from gateway.clients.registration.edition_parts import Choice
from gateway.clients.registration.editions import Edition
from gateway.clients.registration.winners import WINNERS, WinnerHead
from gateway.editions.lookup import earlier_editions
from gateway.editions.subject import find_subject
from gateway.pages.public.face.phase import is_over
from gateway.pages.public.face.programme import track_name
from gateway.shell.display import named

blp = Blueprint("tracks", __name__)


@blp.route("/tracks", methods=["GET"], defaults={"slug": ""})
@blp.route("/editions/<slug>/tracks", methods=["GET"])
@allow(PUBLIC)
def listing(slug: str) -> str:
    """Every track of the edition."""
    return tracks_page(find_subject(slug))


@blp.route("/tracks/<key>", methods=["GET"], defaults={"slug": ""})
@blp.route("/editions/<slug>/tracks/<key>", methods=["GET"])
@allow(PUBLIC)
def show(slug: str, key: str) -> str:
    """What a track looks for, whom to ask, and who won in it: once the edition is over, else in the one before."""
    return track_page(find_subject(slug) or abort(404), key)


def tracks_page(edition: Edition | None) -> str:
    """The page that lists the tracks of an edition."""
    return render_template("public/tracks.html", edition=edition)


def track_page(edition: Edition, key: str) -> str:
    """The page of one of its tracks."""
    track = next((one for one in edition.tracks if one.key == key), None) or abort(404)
    winners = _winners(edition, track)
    return render_template("public/track.html", edition=edition, track=track, winners=winners)


def _winners(edition: Edition, track: Choice) -> tuple[WinnerHead, ...]:
    past = edition if is_over(edition) else next(iter(earlier_editions(edition)), None)
    same = past is not None and track_name(past.slug, track.key) == named(track)
    return WINNERS.gallery(edition=past.slug, track=track.key).items if past and same else ()
