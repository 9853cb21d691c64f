"""The tracks of an edition, each with a page of its own."""

from flask import Blueprint, abort, redirect, render_template
from flask.typing import ResponseReturnValue as Answer

from chassis.http.auth import PUBLIC, allow
from gateway.clients.registration.edition_parts import Choice
from gateway.clients.registration.editions import Edition
from gateway.clients.registration.winners import WINNERS, WinnerHead
from gateway.editions.lookup import earlier_editions
from gateway.editions.subject import find_subject
from gateway.editions.track_pages import find_track, name_in_address, track_address
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


@blp.route("/tracks/<name>", methods=["GET"], defaults={"slug": ""})
@blp.route("/editions/<slug>/tracks/<name>", methods=["GET"])
@allow(PUBLIC)
def show(slug: str, name: str) -> Answer:
    """What a track looks for, whom to ask, and who won in it: once the edition is over, else in the one before.

    A name that it had before leads to the one it has.
    """
    edition = find_subject(slug) or abort(404)
    track = find_track(edition, name) or abort(404)
    if name != name_in_address(edition, track.key):
        return redirect(track_address(edition, track))
    return track_page(edition, name)


def tracks_page(edition: Edition | None) -> str:
    """The page that lists the tracks of an edition."""
    return render_template("public/tracks.html", edition=edition)


def track_page(edition: Edition, name: str) -> str:
    """The page of one of its tracks."""
    track = find_track(edition, name) or abort(404)
    winners = _winners(edition, track)
    return render_template("public/track.html", edition=edition, track=track, winners=winners)


def _winners(edition: Edition, track: Choice) -> tuple[WinnerHead, ...]:
    past = edition if is_over(edition) else next(iter(earlier_editions(edition)), None)
    same = past is not None and track_name(past.slug, track.key) == named(track)
    return WINNERS.gallery(edition=past.slug, track=track.key).items if past and same else ()
