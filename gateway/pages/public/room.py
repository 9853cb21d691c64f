"""The public site, listed."""

from gateway.editions import track_pages
from gateway.pages.public import (
    complaint,
    concerns,
    editions,
    enter,
    feeds,
    home,
    qr,
    reading,
    shelves,
    site,
    site_files,
    sitemap,
    timetable,
    tracks,
    verification,
    winner,
    winners,
)
from gateway.pages.public.face import beside, home_drawing, programme
from gateway.pages.public.open_data import catalogue
from gateway.shell.rooms import Room

ROOM = Room(
    pages=(
        home.blp,
        editions.blp,
        timetable.blp,
        tracks.blp,
        enter.blp,
        *shelves.BLUEPRINTS,
        winners.blp,
        winner.blp,
        site.blp,
        site_files.blp,
        feeds.blp,
        qr.blp,
        verification.blp,
        catalogue.blp,
        sitemap.blp,
        complaint.blp,
    ),
    setups=(
        track_pages.init_app,
        reading.init_app,
        editions.init_app,
        concerns.init_app,
        programme.init_app,
        home_drawing.init_app,
        beside.init_app,
    ),
)
