"""The tracks of the edition that the site shows, each with a page of its own."""

from flask import Blueprint, abort, render_template

from chassis.http.auth import PUBLIC, allow
from gateway.clients.registration.winners import WINNERS
from gateway.editions.lookup import current_edition
from gateway.pages.public.face.programme import track_name
from gateway.shell.display import named

blp = Blueprint("tracks", __name__)


@blp.route("/tracks", methods=["GET"])
@allow(PUBLIC)
def listing() -> str:
    """Every track of the edition."""
    return render_template("public/tracks.html", edition=current_edition())


@blp.route("/tracks/<key>", methods=["GET"])
@allow(PUBLIC)
def show(key: str) -> str:
    """What a track looks for, whom to ask, and who won in it before."""
    edition = current_edition() or abort(404)
    track = next((one for one in edition.tracks if one.key == key), None) or abort(404)
    won = WINNERS.gallery(track=key)
    same = track_name(won.edition, key) == named(track)
    return render_template("public/track.html", edition=edition, track=track, winners=won.items if same else ())
