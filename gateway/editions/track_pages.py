"""Where the public page of a track lies; it follows the track's name, and what led there before leads on."""

from flask import Flask

from gateway.clients.registration.edition_parts import Choice
from gateway.clients.registration.editions import Edition
from gateway.editions.subject import address_in


def track_address(edition: Edition, track: Choice) -> str:
    """The address of the page of a track of an edition, or of its preview."""
    return address_in(edition, "tracks.show", name=name_in_address(edition, track.key))


def find_track(edition: Edition, name: str) -> Choice | None:
    """The track whose page lies, or once lay, under this name."""
    here = [one.key for one in edition.track_addresses if name == one.address]
    here += [one.key for one in edition.track_addresses if name in one.former]
    keys = [*here, name]
    found = (track for key in keys for track in edition.tracks if track.key == key)
    return next(found, None)


def name_in_address(edition: Edition, key: str) -> str:
    """The name under which the page of a track lies now."""
    return next((one.address for one in edition.track_addresses if one.key == key), key)


def init_app(app: Flask) -> None:
    """Let templates lead to tracks."""
    app.jinja_env.globals["track_address"] = track_address
